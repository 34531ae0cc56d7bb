package io.evolua.web.user;

import io.evolua.domain.user.EmailAddress;
import io.evolua.domain.user.User;
import io.evolua.persistence.Condition;
import io.evolua.persistence.DatabaseFailure;
import io.evolua.web.auth.Passwords;
import io.evolua.web.component.Component;
import io.evolua.web.paging.Keys;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import io.evolua.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rules for users. Passwords are hashed before the transaction begins: hashing takes long, and a connection would
 * wait for it.
 */
@Component
public class UserService {

    private final UserChanges changes;
    private final Passwords passwords;

    @Inject
    UserService(UserChanges changes, Passwords passwords) {
        this.changes = changes;
        this.passwords = passwords;
    }

    /**
     * Stores a new user.
     *
     * @param also what else is done in the same transaction
     * @throws Problem 409 when name or address are taken, also by a request of the same moment: the database's unique
     *     constraints decide, the look beforehand only spares the hashing and finds the words
     */
    User create(UserForm form, Consumer<User> also) {
        refuseTaken(form.username(), form.email());
        String hash = passwords.hash(form.password());
        return unique(() -> changes.add(form.username(), form.email(), hash, also), () -> {
            refuseTaken(form.username(), form.email());
            return conflict("Username or Email already exists");
        });
    }

    /**
     * Changes everything about a user.
     *
     * @param check throws what is in the way
     * @throws Problem 404 when there is none, 409 when name or address are taken
     */
    User change(BigInteger id, UserForm form, Consumer<User> check) {
        User before = find(id);
        check.accept(before);
        if (changes.takenByAnother(before.id(), form.username(), form.email())) {
            throw conflict("Username or Email already exists");
        }
        String hash = passwords.hash(form.password());
        return unique(
                        () -> changes.change(before.id(), form.username(), form.email(), hash, check),
                        () -> conflict("Username or Email already exists"))
                .orElseThrow(UserService::notFound);
    }

    /** Reads a user. @throws Problem 404 when there is none */
    User find(BigInteger id) {
        return Keys.of(id).flatMap(changes::find).orElseThrow(UserService::notFound);
    }

    /**
     * Deletes a user.
     *
     * @param check throws what is in the way
     * @throws Problem 404 when there is none
     */
    void remove(BigInteger id, Consumer<User> check) {
        if (!Keys.of(id).map(key -> changes.remove(key, check)).orElse(false)) {
            throw notFound();
        }
    }

    /** A part of the list, after a key when there is one. */
    Slice<User> list(PageQuery query, Optional<BigInteger> after) {
        Condition<User> condition = after.map(key -> Condition.<User, Long>after("id", Keys.nearest(key)))
                .orElseGet(Condition::all);
        return Slice.of(changes.list(condition, query.withOneMore()), query);
    }

    private void refuseTaken(String username, EmailAddress email) {
        changes.taken(username, email).ifPresent(taken -> {
            throw conflict(
                    switch (taken) {
                        case USERNAME -> "Username already exists";
                        case EMAIL -> "Email already exists";
                    });
        });
    }

    private static <T> T unique(Supplier<T> work, Supplier<Problem> duplicate) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (DatabaseFailure.of(e) == DatabaseFailure.DUPLICATE) {
                throw duplicate.get();
            }
            throw e;
        }
    }

    private static Problem notFound() {
        return new Problem(Response.Status.NOT_FOUND, "User not found");
    }

    private static Problem conflict(String detail) {
        return new Problem(Response.Status.CONFLICT, detail);
    }
}
