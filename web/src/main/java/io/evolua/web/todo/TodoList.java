package io.evolua.web.todo;

import java.util.List;

/** A part of the list of somebody's todos. */
public record TodoList(List<TodoPublic> todos) {

    /** Keeps the todos apart from the list they came in. */
    public TodoList {
        todos = List.copyOf(todos);
    }
}
