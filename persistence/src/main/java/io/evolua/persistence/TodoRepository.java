package io.evolua.persistence;

import io.evolua.domain.todo.Todo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All todos, each of which only its owner sees. */
@ApplicationScoped
public class TodoRepository extends EntityRepository<Todo, Long> {

    TodoRepository() {
        super(Todo.class);
    }

    /** Fulfilled by the todos of a user. */
    public static Condition<Todo> of(long ownerId) {
        return Condition.belongsTo("owner", ownerId);
    }

    /** The user's own todo with the key, which nobody else changes from here to the end of the transaction. */
    public Optional<Todo> lock(long ownerId, long id) {
        return lock(id).filter(todo -> todo.owner().id() == ownerId);
    }
}
