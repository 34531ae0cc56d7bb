/**
 * A place in the database where anything may be tried: a transaction that is always rolled back, by this room or, if the
 * process is killed, by the server.
 */
@NullMarked
package io.evolua.engine.scratch;

import org.jspecify.annotations.NullMarked;
