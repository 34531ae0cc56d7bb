package io.evolua.cli;

import io.evolua.engine.command.Merge;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code evolua merge}. */
final class MergeCommand implements Subcommand {

    private static final String ACCEPT_ORDER = "--accept-order";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("merge", "Join heads, once their branches are proven to commute.");
        spec.addPositional(Options.revisions("REVISION", "0..*", "What to join. Default: all heads."));
        spec.addOption(OptionSpec.builder("-m", Options.MESSAGE)
                .type(String.class)
                .paramLabel("TEXT")
                .description("What the merge is about. Default: what it joins.")
                .build());
        spec.addOption(Options.flag(
                ACCEPT_ORDER, "Write it also if the order of the branches matters, or without a database to ask."));
        Positions.others(spec);
        Options.scripts(spec);
        Options.database(spec);
        Options.json(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Merge.Result result = new Merge(Contexts.of(invocation))
                .run(
                        invocation.text(Options.MESSAGE),
                        Positions.of(invocation, invocation.positionals()),
                        invocation.flag(ACCEPT_ORDER));
        Console console = invocation.console();
        if (invocation.json()) {
            JsonOutput.print(console, json(result));
            return ExitCode.DONE;
        }
        result.files().forEach(file -> console.line("Wrote " + file));
        result.merged().forEach(merged -> console.line("Joins " + Revisions.line(merged.id(), merged.message())));
        if (result.proven()) {
            console.line("Replayed in both orders, the branches leave the same schema and the same rows.");
        } else {
            console.message("Not proven: the branches are applied in the order of their versions.");
            result.collisions().forEach(collision -> console.message("  " + collision));
        }
        return ExitCode.DONE;
    }

    private static JsonObject json(Merge.Result result) {
        return Json.createObjectBuilder()
                .add("revision", Revisions.json(result.revision()))
                .add("merged", Revisions.json(result.merged()))
                .add(
                        "files",
                        Revisions.texts(
                                result.files().stream().map(Path::toString).toList()))
                .add("proven", result.proven())
                .add("collisions", Revisions.texts(result.collisions()))
                .build();
    }
}
