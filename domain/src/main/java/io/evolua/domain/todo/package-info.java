/** Things to do, each of which belongs to one user. */
@NullMarked
package io.evolua.domain.todo;

import org.jspecify.annotations.NullMarked;
