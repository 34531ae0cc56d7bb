/**
 * Where a project has its own say in what is generated.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader} on the class path of the entities ({@code --classpath})
 * and on the engine's own: a class with a public constructor without parameters, named in {@code
 * META-INF/services/io.evolua.engine.spi.ChangeRewriter} (or {@code …TypeComparator}). They are asked wherever schemas are
 * compared, by {@code diff}, {@code check} and {@code revision --autogenerate} alike, so that these agree.
 *
 * <p>What they throw ends the command with a message that names the implementation.
 */
@NullMarked
package io.evolua.engine.spi;

import org.jspecify.annotations.NullMarked;
