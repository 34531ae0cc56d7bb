/** The migration engine. Each room below this package has its description; the arrows between them point one way. */
@NullMarked
package io.evolua.engine;

import org.jspecify.annotations.NullMarked;
