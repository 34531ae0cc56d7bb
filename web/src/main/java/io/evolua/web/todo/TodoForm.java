package io.evolua.web.todo;

import io.evolua.domain.todo.TodoState;
import io.evolua.web.input.Fields;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client says about a new todo. */
record TodoForm(String title, String description, TodoState state) {

    static final List<String> STATES =
            Arrays.stream(TodoState.values()).map(TodoState::text).toList();

    /** Reads a body. Empty when violations were noted. */
    static Optional<TodoForm> read(JsonBody body, Violations violations) {
        return body.object(violations).flatMap(object -> {
            Fields fields = new Fields(object, Set.of(), violations);
            Optional<String> title = fields.string("title");
            Optional<String> description = fields.string("description");
            Optional<TodoState> state = state(fields);
            return title.flatMap(
                    name -> description.flatMap(text -> state.map(where -> new TodoForm(name, text, where))));
        });
    }

    static Optional<TodoState> state(Fields fields) {
        return fields.choice("state", STATES).flatMap(TodoState::of);
    }
}
