package io.evolua.cli;

import io.evolua.engine.command.Baseline;
import io.evolua.engine.history.FirstBaseline;
import jakarta.json.Json;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua baseline}. */
final class BaselineCommand implements Subcommand {

    private static final String VERSION = "--version";
    private static final String DESCRIPTION = "--description";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("baseline", "Record that the database holds all up to a version.");
        spec.addOption(Options.value(VERSION, "VERSION", "The newest version that the database holds. Default: 1."));
        spec.addOption(
                Options.value(DESCRIPTION, "TEXT", "What the history says about it. Default: << Flyway Baseline >>."));
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        FirstBaseline set = Contexts.baseline(invocation.settings());
        Baseline.Result result = new Baseline(Contexts.of(invocation))
                .run(
                        invocation.text(VERSION).orElse(set.version().toString()),
                        invocation.text(DESCRIPTION).orElse(set.description()));
        if (invocation.json()) {
            JsonOutput.print(
                    invocation.console(),
                    Json.createObjectBuilder()
                            .add("version", result.version())
                            .add("description", result.description())
                            .add("written", result.written())
                            .build());
        } else {
            invocation
                    .console()
                    .line((result.written()
                                    ? "The history begins with version "
                                    : "The history began already with version ")
                            + result.version() + ".");
        }
        return ExitCode.DONE;
    }
}
