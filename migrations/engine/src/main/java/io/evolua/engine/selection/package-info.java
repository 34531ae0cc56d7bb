/** What is compared, and what is left as it is. No input or output. */
@NullMarked
package io.evolua.engine.selection;

import org.jspecify.annotations.NullMarked;
