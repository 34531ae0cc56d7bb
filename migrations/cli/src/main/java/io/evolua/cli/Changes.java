package io.evolua.cli;

import io.evolua.engine.change.Change;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** How changes are printed, in every command alike. */
final class Changes {

    private Changes() {}

    static void describe(List<Change> changes, Console console) {
        for (Change change : changes) {
            console.line("  " + change.describe());
            change.hazard()
                    .ifPresent(hazard -> console.line("    " + console.style().pending("caution: " + hazard)));
        }
    }

    static JsonArrayBuilder json(List<Change> changes) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (Change change : changes) {
            JsonObjectBuilder object = Json.createObjectBuilder().add("description", change.describe());
            change.hazard().ifPresentOrElse(hazard -> object.add("hazard", hazard), () -> object.addNull("hazard"));
            change.dataLoss().ifPresentOrElse(loss -> object.add("dataLoss", loss), () -> object.addNull("dataLoss"));
            json.add(object);
        }
        return json;
    }
}
