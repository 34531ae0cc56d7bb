/** A small service and a small migration job in the place of the real ones, which misbehave when they are told to. */
@NullMarked
package io.evolua.dev.standin;

import org.jspecify.annotations.NullMarked;
