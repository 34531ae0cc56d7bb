/**
 * The commands: one class each, with a {@code run} that returns what was found or done as a record. The doors of the
 * engine only print it. Nothing else of the engine depends on this package.
 */
@NullMarked
package io.evolua.engine.command;

import org.jspecify.annotations.NullMarked;
