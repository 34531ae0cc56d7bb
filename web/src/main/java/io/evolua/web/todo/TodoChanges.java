package io.evolua.web.todo;

import io.evolua.domain.todo.Todo;
import io.evolua.persistence.Condition;
import io.evolua.persistence.Page;
import io.evolua.persistence.TodoRepository;
import io.evolua.persistence.UserRepository;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The units of work on todos: each change is one transaction, done altogether or not at all; what is
 * read with one statement needs none. */
@Component
public class TodoChanges {

    private final TodoRepository todos;
    private final UserRepository users;

    @Inject
    TodoChanges(TodoRepository todos, UserRepository users) {
        this.todos = todos;
        this.users = users;
    }

    /** Stores a new todo of a user, and does something else along with it. */
    @Transactional
    public Todo add(long ownerId, TodoForm form, Consumer<Todo> also) {
        Todo todo = new Todo(users.reference(ownerId), form.title(), form.description(), form.state());
        todos.add(todo);
        also.accept(todo);
        return todo;
    }

    /** Changes a todo of a user, if there is one that passes. */
    @Transactional
    public Optional<Todo> change(long ownerId, long id, Consumer<Todo> check, Consumer<Todo> change) {
        Optional<Todo> found = todos.lock(ownerId, id);
        found.ifPresent(todo -> {
            check.accept(todo);
            change.accept(todo);
            todos.update(todo);
        });
        return found;
    }

    /** Deletes a todo of a user that passes; false when there is none. */
    @Transactional
    public boolean remove(long ownerId, long id, Consumer<Todo> check) {
        Optional<Todo> found = todos.lock(ownerId, id);
        found.ifPresent(todo -> {
            check.accept(todo);
            todos.remove(todo);
        });
        return found.isPresent();
    }

    /** Reads a part of the list. */
    public List<Todo> list(Condition<Todo> condition, Page page) {
        return todos.many(condition, page);
    }
}
