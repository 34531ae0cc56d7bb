package io.evolua.engine.command;

import io.evolua.engine.selection.SchemaObject;
import java.util.List;

/**
 * What the database has, the target has not, and no revision created: it is left alone.
 *
 * @param objects by kind and name
 * @param remarks what the user should know about how this was found
 */
public record Unmanaged(List<SchemaObject> objects, List<String> remarks) {

    /** Nothing. */
    public static final Unmanaged NONE = new Unmanaged(List.of(), List.of());

    public Unmanaged {
        objects = List.copyOf(objects);
        remarks = List.copyOf(remarks);
    }

    public boolean isEmpty() {
        return objects.isEmpty();
    }
}
