package io.evolua.web.todo;

import io.evolua.domain.todo.Todo;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** A todo on the wire. */
@JsonbPropertyOrder({"title", "description", "state", "id"})
public record TodoPublic(String title, String description, String state, long id) {

    static TodoPublic of(Todo todo) {
        return new TodoPublic(todo.title(), todo.description(), todo.state().text(), todo.id());
    }
}
