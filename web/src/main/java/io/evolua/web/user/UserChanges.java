package io.evolua.web.user;

import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.User;
import io.evolua.persistence.Condition;
import io.evolua.persistence.Page;
import io.evolua.persistence.UserRepository;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The units of work on users: each change is one transaction, done altogether or not at all; what is
 * read with one statement needs none. */
@Component
public class UserChanges {

    private final UserRepository users;

    @Inject
    UserChanges(UserRepository users) {
        this.users = users;
    }

    /** Stores a new user, and does something else along with it. */
    @Transactional
    public User add(String username, EmailAddress email, String passwordHash, Consumer<User> also) {
        User user = new User(username, email, passwordHash);
        users.add(user);
        also.accept(user);
        return user;
    }

    /** Changes everything about a user, if there is one that passes. */
    @Transactional
    public Optional<User> change(
            long id, String username, EmailAddress email, String passwordHash, Consumer<User> check) {
        Optional<User> found = users.lock(id);
        found.ifPresent(user -> {
            check.accept(user);
            user.change(username, email, passwordHash);
            users.update(user);
        });
        return found;
    }

    /** Deletes a user that passes; false when there is none. */
    @Transactional
    public boolean remove(long id, Consumer<User> check) {
        Optional<User> found = users.lock(id);
        found.ifPresent(user -> {
            check.accept(user);
            users.remove(user);
        });
        return found.isPresent();
    }

    /** Reads a user. */
    public Optional<User> find(long id) {
        return users.find(id);
    }

    /** Reads a part of the list. */
    public List<User> list(Condition<User> condition, Page page) {
        return users.many(condition, page);
    }

    /** Which of the two that must be unique is taken, the user name first. */
    public Optional<Taken> taken(String username, EmailAddress email) {
        if (users.withUsername(username).isPresent()) {
            return Optional.of(Taken.USERNAME);
        }
        return users.withEmail(email.value()).map(other -> Taken.EMAIL);
    }

    /** Whether somebody else has the name or the address. */
    public boolean takenByAnother(long id, String username, EmailAddress email) {
        return Stream.of(users.withUsername(username), users.withEmail(email.value()))
                .flatMap(Optional::stream)
                .anyMatch(user -> user.id() != id);
    }

    /** What another user has already. */
    public enum Taken {
        USERNAME,
        EMAIL
    }
}
