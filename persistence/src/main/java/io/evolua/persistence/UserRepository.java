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

    /**
     * Puts a new hash of the same password in the place of the old one, unless the password was changed meanwhile. That is
     * no change of the user: {@code updated_at} stays.
     */
    public void rehash(long id, String oldHash, String newHash) {
        statement("update users set password = ?1 where id = ?2 and password = ?3")
                .setParameter(1, newHash)
                .setParameter(2, id)
                .setParameter(3, oldHash)
                .executeUpdate();
    }
}
