/** Answers that no thread waits for. */
@NullMarked
package io.evolua.web.async;

import org.jspecify.annotations.NullMarked;
