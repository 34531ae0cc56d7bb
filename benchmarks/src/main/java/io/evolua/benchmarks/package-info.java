/** Programs that measure. Each runs its contestants in turns and prints both figures and their ratio. */
@NullMarked
package io.evolua.benchmarks;

import org.jspecify.annotations.NullMarked;
