@NullMarked
package io.evolua.benchmarks;

import org.jspecify.annotations.NullMarked;
