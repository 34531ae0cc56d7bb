package io.evolua.web.user;

import io.evolua.domain.user.User;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** What anyone may know of a user. */
@JsonbPropertyOrder({"id", "username", "email"})
public record UserPublic(long id, String username, String email) {

    static UserPublic of(User user) {
        return new UserPublic(user.id(), user.username(), user.email());
    }
}
