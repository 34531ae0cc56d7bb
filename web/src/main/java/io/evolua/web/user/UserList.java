package io.evolua.web.user;

import java.util.List;

/** A part of the list of users. */
public record UserList(List<UserPublic> users) {

    /** Keeps the users apart from the list they came in. */
    public UserList {
        users = List.copyOf(users);
    }
}
