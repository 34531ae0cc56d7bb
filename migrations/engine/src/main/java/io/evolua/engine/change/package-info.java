/**
 * Changes: the single currency of the engine. The comparison makes them, {@code sql} writes them, and every one knows its
 * inverse. No input or output.
 */
@NullMarked
package io.evolua.engine.change;

import org.jspecify.annotations.NullMarked;
