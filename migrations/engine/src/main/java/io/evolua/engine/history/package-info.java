/**
 * What is applied to a database, read and written in Flyway's history table, and the runner that applies scripts and
 * takes them back. Nothing here prints; progress goes to a {@link io.evolua.engine.history.RunListener}.
 */
@NullMarked
package io.evolua.engine.history;

import org.jspecify.annotations.NullMarked;
