/** Points in time between entities and columns. */
@NullMarked
package io.evolua.domain.time;

import org.jspecify.annotations.NullMarked;
