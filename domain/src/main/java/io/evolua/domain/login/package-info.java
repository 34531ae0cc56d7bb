/** What is kept about attempts to log in. */
@NullMarked
package io.evolua.domain.login;

import org.jspecify.annotations.NullMarked;
