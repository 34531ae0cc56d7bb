package io.evolua.web.todo;

import io.evolua.domain.todo.TodoState;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.PageQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** Which todos are wanted: those that fulfil all that is present. */
record TodoFilter(Optional<String> title, Optional<String> description, Optional<TodoState> state) {

    private static final int LEAST = 3;
    private static final int MOST = 20;

    /** Reads a query. Not to be used when violations were noted. */
    static TodoFilter read(MultivaluedMap<String, String> query, Violations violations) {
        Parameters parameters = new Parameters(violations);
        return new TodoFilter(
                part(query, "title", parameters),
                part(query, "description", parameters),
                PageQuery.last(query, "state")
                        .flatMap(text -> parameters.choiceInQuery("state", text, TodoForm.STATES))
                        .flatMap(TodoState::of));
    }

    private static Optional<String> part(MultivaluedMap<String, String> query, String name, Parameters parameters) {
        return PageQuery.last(query, name).flatMap(text -> parameters.textInQuery(name, text, LEAST, MOST));
    }
}
