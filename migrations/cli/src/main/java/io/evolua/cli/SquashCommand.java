package io.evolua.cli;

import io.evolua.engine.command.Squash;
import jakarta.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code evolua squash}. */
final class SquashCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("squash", "Make one revision of several, proven to leave the same.");
        spec.addPositional(Options.revision("FROM:TO", "1", "The first and the last of them, as in a:b."));
        spec.addOption(OptionSpec.builder("-m", Options.MESSAGE)
                .type(String.class)
                .paramLabel("TEXT")
                .description("What the one is about. Default: what it is made of.")
                .build());
        Options.scripts(spec);
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Squash.Result result = new Squash(Contexts.of(invocation))
                .run(invocation.positional().orElseThrow(), invocation.text(Options.MESSAGE));
        Console console = invocation.console();
        if (invocation.json()) {
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add("revision", Revisions.json(result.revision()))
                            .add("replaced", Revisions.json(result.replaced()))
                            .add(
                                    "files",
                                    Revisions.texts(result.files().stream()
                                            .map(Path::toString)
                                            .toList()))
                            .add("generated", result.generated())
                            .build());
            return ExitCode.DONE;
        }
        result.files().forEach(file -> console.line("Wrote " + file));
        result.replaced().forEach(each -> console.line("In place of " + Revisions.line(each.id(), each.message())));
        console.line("Replayed, it leaves the same schema and the same rows.");
        return ExitCode.DONE;
    }
}
