@NullMarked
package io.evolua.dev;

import org.jspecify.annotations.NullMarked;
