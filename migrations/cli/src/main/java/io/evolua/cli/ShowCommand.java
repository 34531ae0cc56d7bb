package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.RevisionInfo;
import io.evolua.engine.command.Show;
import io.evolua.engine.command.Show.ScriptInfo;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua show}. */
final class ShowCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("show", "Show one revision and its scripts.");
        spec.addPositional(Options.revision("REVISION", "1", "head, an id, the beginning of one, or a name."));
        Options.scripts(spec);
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Show.Result result = new Show(Contexts.ofScripts(invocation))
                .run(invocation.positional().orElseThrow());
        if (invocation.json()) {
            JsonOutput.print(invocation.console(), json(result));
        } else {
            print(result, invocation.console());
        }
        return ExitCode.DONE;
    }

    private static void print(Show.Result result, Console console) {
        RevisionInfo revision = result.revision();
        Rows rows = new Rows();
        row(rows, "Revision", revision.id() + (result.head() ? " (head)" : ""));
        row(rows, "Message", revision.message());
        row(rows, "Revises", revision.revises().isEmpty() ? "base" : String.join(", ", revision.revises()));
        revision.branch().ifPresent(branch -> row(rows, "Branch", branch));
        if (!revision.dependsOn().isEmpty()) {
            row(rows, "Depends on", String.join(", ", revision.dependsOn()));
        }
        if (revision.isJava()) {
            row(rows, "Type", "JDBC (written in Java)");
        }
        row(rows, "Up", result.up().file());
        row(rows, "Down", result.down().map(ScriptInfo::file).orElse("none"));
        rows.print(console);
        text(result.up(), console);
        result.down().ifPresent(down -> text(down, console));
    }

    private static void row(Rows rows, String name, String value) {
        rows.add(Cell.plain(name), Cell.plain(value));
    }

    private static void text(ScriptInfo script, Console console) {
        script.text().ifPresent(text -> {
            console.line("");
            console.line(console.style().strong("-- " + script.file()));
            console.line(text.stripTrailing());
        });
    }

    private static JsonObject json(Show.Result result) {
        JsonObjectBuilder json =
                Revisions.json(result.revision()).add("head", result.head()).add("up", json(result.up()));
        result.down().ifPresentOrElse(down -> json.add("down", json(down)), () -> json.addNull("down"));
        return json.build();
    }

    private static JsonObjectBuilder json(ScriptInfo script) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("file", script.file());
        script.checksum().ifPresentOrElse(checksum -> json.add("checksum", checksum), () -> json.addNull("checksum"));
        script.text().ifPresentOrElse(text -> json.add("text", text), () -> json.addNull("text"));
        return json;
    }
}
