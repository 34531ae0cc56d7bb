package io.evolua.web.user;

import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.User;
import io.evolua.web.input.Fields;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import java.util.Optional;
import java.util.Set;

/** What a client says about a user: all of it, at creation and at every change. */
record UserForm(String username, EmailAddress email, String password) {

    /** Reads a body. Empty when violations were noted. */
    static Optional<UserForm> read(JsonBody body, Violations violations) {
        return body.object(violations).flatMap(object -> {
            Fields fields = new Fields(object, Set.of("password"), violations);
            Optional<String> username = fields.string("username", User.MAX_LENGTH);
            Optional<EmailAddress> email = fields.email("email");
            Optional<String> password = fields.string("password");
            return username.flatMap(
                    name -> email.flatMap(address -> password.map(secret -> new UserForm(name, address, secret))));
        });
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "UserForm[username=" + username + ", email=" + email + "]";
    }
}
