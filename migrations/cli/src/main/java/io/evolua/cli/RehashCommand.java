package io.evolua.cli;

import io.evolua.engine.command.Rehash;
import jakarta.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua rehash}. */
final class RehashCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("rehash", "Write the list of the revisions anew, after a conflict in it.");
        Options.scripts(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Rehash.Result result = new Rehash(Contexts.ofScripts(invocation)).run();
        Console console = invocation.console();
        if (invocation.json()) {
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("file", result.file().toString())
                            .add("revisions", result.revisions())
                            .add("changed", result.changed())
                            .build());
        } else {
            console.line((result.changed() ? "Wrote " : "Left as it was: ") + result.file());
        }
        return ExitCode.DONE;
    }
}
