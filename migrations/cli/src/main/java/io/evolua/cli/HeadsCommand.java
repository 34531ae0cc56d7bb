package io.evolua.cli;

import io.evolua.cli.Rows.Cell;
import io.evolua.engine.command.Heads;
import io.evolua.engine.command.RevisionInfo;
import jakarta.json.Json;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua heads}. */
final class HeadsCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("heads", "List the revisions that no other revision follows.");
        Options.scripts(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<RevisionInfo> heads = new Heads(Contexts.ofScripts(invocation)).run();
        Console console = invocation.console();
        if (invocation.json()) {
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("heads", Revisions.json(heads))
                            .build());
            return ExitCode.DONE;
        }
        Rows rows = new Rows();
        for (RevisionInfo head : heads) {
            rows.add(
                    Cell.plain(head.id()),
                    Cell.plain(head.message()),
                    Cell.plain((Revisions.label(head) + " " + Revisions.kind(head)).strip()));
        }
        rows.print(console);
        if (heads.isEmpty()) {
            console.message("There are no revisions yet.");
        }
        return ExitCode.DONE;
    }
}
