package io.evolua.web.auth;

import io.evolua.web.input.FormBody;
import io.evolua.web.input.Violations;
import java.util.Optional;

/** What a login is tried with, in the form of OAuth 2's password grant (RFC 6749, 4.3.2). */
record Credentials(String username, String password) {

    /** Reads a form. Empty when violations were noted. */
    static Optional<Credentials> read(FormBody form, Violations violations) {
        form.allow("grant_type", "password", violations);
        Optional<String> username = form.text("username", violations);
        Optional<String> password = form.text("password", violations);
        return username.flatMap(name -> password.map(secret -> new Credentials(name, secret)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
