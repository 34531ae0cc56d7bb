package io.evolua.cli;

import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** How revisions are printed, in every command alike. */
final class Revisions {

    private Revisions() {}

    /** Id and message on one line. */
    static String line(String id, String message) {
        return message.isEmpty() ? id : id + "  " + message;
    }

    /** That it is written in Java, if it is, and in which class. */
    static String kind(RevisionInfo revision) {
        return revision.isJava() ? "(Java: " + revision.script() + ")" : "";
    }

    /** The label of the branch that begins with it, if any. */
    static String label(RevisionInfo revision) {
        return revision.branch().map(branch -> "(branch " + branch + ")").orElse("");
    }

    static JsonObjectBuilder json(RevisionInfo revision) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", revision.id())
                .add("slug", revision.slug())
                .add("message", revision.message())
                .add("revises", texts(revision.revises()));
        revision.branch().ifPresentOrElse(branch -> json.add("branch", branch), () -> json.addNull("branch"));
        return json.add("dependsOn", texts(revision.dependsOn()))
                .add("type", revision.type())
                .add("script", revision.script());
    }

    static JsonArrayBuilder json(List<RevisionInfo> revisions) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        revisions.forEach(revision -> json.add(json(revision)));
        return json;
    }

    static JsonArrayBuilder texts(List<String> texts) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        texts.forEach(json::add);
        return json;
    }
}
