/** What statements do to tables that are in use: the locks they take, and what they do meanwhile. */
@NullMarked
package io.evolua.engine.safety;

import org.jspecify.annotations.NullMarked;
