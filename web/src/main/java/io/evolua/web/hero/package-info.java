/** Heroes: create once, read, list. */
@NullMarked
package io.evolua.web.hero;

import org.jspecify.annotations.NullMarked;
