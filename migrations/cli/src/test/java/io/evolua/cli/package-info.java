@NullMarked
package io.evolua.cli;

import org.jspecify.annotations.NullMarked;
