package io.evolua.web.auth;

import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.InvalidEmailAddressException;
import io.evolua.domain.user.User;
import io.evolua.web.auth.LoginLimits.Subjects;
import io.evolua.web.component.Component;
import io.evolua.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The rules of logging in: with the e-mail address and the password, and not as often as one likes if they are wrong. */
@Component
public class Login {

    private final Accounts accounts;
    private final Passwords passwords;
    private final Tokens tokens;
    private final LoginSettings settings;

    @Inject
    Login(Accounts accounts, Passwords passwords, Tokens tokens, LoginSettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Logs somebody in.
     *
     * @return a token
     * @throws Problem 401 when address or password are wrong, 429 when they were too often
     */
    String token(Credentials credentials, HttpServletRequest request) {
        String email = normalized(credentials.username());
        Subjects subjects = Subjects.of(email, ClientAddress.of(request, settings.trustedProxies()));
        // All of it in turn: of the guesses of one moment, none is admitted before those that are under way have
        // counted.
        User user = passwords
                .inTurn(() -> authenticated(email, credentials.password(), subjects))
                .orElseThrow(() -> new Problem(Response.Status.UNAUTHORIZED, "Incorrect email or password"));
        if (passwords.isOutdated(user.passwordHash())) {
            accounts.rehash(user, passwords.hash(credentials.password()));
        }
        return tokens.issue(user.email());
    }

    private Optional<User> authenticated(String email, String password, Subjects subjects) {
        Accounts.Candidate candidate = accounts.candidate(email, subjects.account(), subjects.address());
        settings.limits().admit(subjects, candidate.failures());
        if (candidate.user().isEmpty()) {
            passwords.matchNobody(password);
        }
        Optional<User> user = candidate.user().filter(known -> passwords.match(password, known.passwordHash()));
        if (user.isEmpty()) {
            accounts.failed(subjects.all(), settings.limits().stretch());
        } else if (candidate.failures().containsKey(subjects.account())) {
            accounts.forget(subjects.account());
        }
        return user;
    }

    /** As addresses are stored. What is no address is nobody's, whatever it holds. */
    private static String normalized(String username) {
        try {
            return EmailAddress.parse(username).value();
        } catch (InvalidEmailAddressException e) {
            return username.replace("\0", "\uFFFD");
        }
    }
}
