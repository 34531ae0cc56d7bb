package io.evolua.cli;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.command.Unmanaged;
import io.evolua.engine.selection.Kind;
import io.evolua.engine.selection.SchemaObject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;

/** How it is printed what was left alone, in every command alike: as a message, since it is no part of a script. */
final class UnmanagedReport {

    private UnmanagedReport() {}

    static void print(Unmanaged unmanaged, Console console) {
        unmanaged.remarks().forEach(console::message);
        for (Kind kind : Kind.values()) {
            String names = unmanaged.objects().stream()
                    .filter(object -> object.kind() == kind)
                    .map(SchemaObject::toString)
                    .collect(joining(", "));
            if (!names.isEmpty()) {
                console.message("Unmanaged " + kind.plural() + ": " + names);
            }
        }
        if (!unmanaged.isEmpty()) {
            console.message("No revision created them, so they are left alone; --drop-unmanaged asks for them.");
        }
    }

    static JsonArrayBuilder json(Unmanaged unmanaged) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (SchemaObject object : unmanaged.objects()) {
            json.add(Json.createObjectBuilder()
                    .add("kind", object.kind().label())
                    .add("name", object.toString()));
        }
        return json;
    }
}
