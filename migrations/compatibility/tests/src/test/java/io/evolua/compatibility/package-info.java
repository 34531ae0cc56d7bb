@NullMarked
package io.evolua.compatibility;

import org.jspecify.annotations.NullMarked;
