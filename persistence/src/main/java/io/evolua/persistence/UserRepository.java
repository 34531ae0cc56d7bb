package io.evolua.persistence;

import io.evolua.domain.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All users. */
@ApplicationScoped
public class UserRepository extends EntityRepository<User, Long> {

    UserRepository() {
        super(User.class);
    }

    /** The user with the name. */
    public Optional<User> withUsername(String username) {
        return one(Condition.equal("username", username));
    }

    /** The user with the address, given in the form of {@link io.evolua.domain.user.EmailAddress#value()}. */
    public Optional<User> withEmail(String email) {
        return one(Condition.equal("email", email));
    }
}
