/** The heroes: a small aggregate whose key is made before the database sees it. */
@NullMarked
package io.evolua.domain.hero;

import org.jspecify.annotations.NullMarked;
