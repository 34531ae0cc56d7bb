/** {@code /todos}: what users want to do, each user for itself. */
@NullMarked
package io.evolua.web.todo;

import org.jspecify.annotations.NullMarked;
