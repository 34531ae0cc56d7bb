/** Answers that nobody's thread waits for: the non-blocking driver, and requests that are suspended meanwhile. */
@NullMarked
package io.evolua.web.async;

import org.jspecify.annotations.NullMarked;
