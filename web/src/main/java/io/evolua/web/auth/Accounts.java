package io.evolua.web.auth;

import io.evolua.domain.user.User;
import io.evolua.persistence.LoginAttemptsRepository;
import io.evolua.persistence.LoginAttemptsRepository.Count;
import io.evolua.persistence.UserRepository;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units of work on accounts: each is one transaction, or one statement that reads. */
@Component
public class Accounts {

    private final UserRepository users;
    private final LoginAttemptsRepository attempts;

    @Inject
    Accounts(UserRepository users, LoginAttemptsRepository attempts) {
        this.users = users;
        this.attempts = attempts;
    }

    /** Reads the user with an address. */
    public Optional<User> withEmail(String email) {
        return users.withEmail(email);
    }

    /** Who wants to log in, and how often that failed before. */
    public record Candidate(Optional<User> user, Map<String, Count> failures) {

        /** Keeps what it is given. */
        public Candidate {
            failures = Map.copyOf(failures);
        }
    }

    /** Reads what a login needs to know: the user, and what is counted against the two subjects. */
    @Transactional
    public Candidate candidate(String email, String one, String other) {
        return new Candidate(users.withEmail(email), attempts.counts(one, other));
    }

    /** Counts a failure against all of the subjects. */
    @Transactional
    public void failed(List<String> subjects, Duration stretch) {
        subjects.forEach(subject -> attempts.count(subject, stretch));
        attempts.clean();
    }

    /** Forgets the failures of a subject. */
    @Transactional
    public void forget(String subject) {
        attempts.forget(subject);
    }

    /** Puts a new hash of the same password in the place of the old one. */
    @Transactional
    public void rehash(User user, String hash) {
        users.rehash(user.id(), user.passwordHash(), hash);
    }
}
