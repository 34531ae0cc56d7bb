package io.evolua.web.todo;

import io.evolua.domain.todo.Todo;
import io.evolua.persistence.Condition;
import io.evolua.persistence.TodoRepository;
import io.evolua.web.component.Component;
import io.evolua.web.paging.Keys;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import io.evolua.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rules for todos: everybody has their own, and those of others are not there. */
@Component
public class TodoService {

    private final TodoChanges changes;

    @Inject
    TodoService(TodoChanges changes) {
        this.changes = changes;
    }

    /**
     * Stores a new todo.
     *
     * @param also what else is done in the same transaction
     */
    Todo create(long ownerId, TodoForm form, Consumer<Todo> also) {
        return changes.add(ownerId, form, also);
    }

    /**
     * Changes what is present.
     *
     * @param check throws what is in the way
     * @throws Problem 404 when the owner has no such todo
     */
    Todo change(long ownerId, BigInteger id, TodoPatch patch, Consumer<Todo> check) {
        return Keys.of(id)
                .flatMap(key -> changes.change(ownerId, key, check, patch::apply))
                .orElseThrow(TodoService::notFound);
    }

    /**
     * Deletes a todo.
     *
     * @param check throws what is in the way
     * @throws Problem 404 when the owner has no such todo
     */
    void remove(long ownerId, BigInteger id, Consumer<Todo> check) {
        if (!Keys.of(id).map(key -> changes.remove(ownerId, key, check)).orElse(false)) {
            throw notFound();
        }
    }

    /** A part of the list of the owner's todos that pass the filter, after a key when there is one. */
    Slice<Todo> list(long ownerId, PageQuery query, Optional<BigInteger> after, TodoFilter filter) {
        List<Condition<Todo>> conditions = new ArrayList<>();
        conditions.add(TodoRepository.of(ownerId));
        after.ifPresent(key -> conditions.add(Condition.after("id", Keys.nearest(key))));
        filter.title().ifPresent(text -> conditions.add(Condition.contains("title", text)));
        filter.description().ifPresent(text -> conditions.add(Condition.contains("description", text)));
        filter.state().ifPresent(state -> conditions.add(Condition.equal("state", state)));
        return Slice.of(changes.list(Condition.allOf(conditions), query.withOneMore()), query);
    }

    private static Problem notFound() {
        return new Problem(Response.Status.NOT_FOUND, "Task not found.");
    }
}
