/** Entities that every provider understands, with what providers do differently. */
@NullUnmarked
package io.evolua.compatibility.library;

import org.jspecify.annotations.NullUnmarked;
