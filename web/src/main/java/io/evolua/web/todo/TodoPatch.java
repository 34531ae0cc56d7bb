package io.evolua.web.todo;

import io.evolua.domain.todo.Todo;
import io.evolua.domain.todo.TodoState;
import io.evolua.web.input.Fields;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import java.util.Optional;
import java.util.Set;

/** What a client wants to change of a todo: what is absent stays. */
record TodoPatch(Optional<String> title, Optional<String> description, Optional<TodoState> state) {

    /** Reads a body. Not to be used when violations were noted; a member that is null is one. */
    static TodoPatch read(JsonBody body, Violations violations) {
        return body.object(violations)
                .map(object -> {
                    Fields fields = new Fields(object, Set.of(), violations);
                    return new TodoPatch(
                            fields.has("title") ? fields.string("title") : Optional.empty(),
                            fields.has("description") ? fields.string("description") : Optional.empty(),
                            fields.has("state") ? TodoForm.state(fields) : Optional.empty());
                })
                .orElse(new TodoPatch(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    void apply(Todo todo) {
        title.ifPresent(todo::rename);
        description.ifPresent(todo::describe);
        state.ifPresent(todo::move);
    }
}
