/** What the tests of the engine and of its doors share. */
@NullMarked
package io.evolua.engine.testing;

import org.jspecify.annotations.NullMarked;
