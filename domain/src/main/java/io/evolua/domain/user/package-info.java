/** Who may use the service: the {@link io.evolua.domain.user.User} and the values it is made of. */
@NullMarked
package io.evolua.domain.user;

import org.jspecify.annotations.NullMarked;
