package io.evolua.cli;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Init;
import io.evolua.engine.flyway.FlywayProject;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua init}. */
final class InitCommand implements Subcommand {

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("init", "Create the folders for scripts and a settings file.");
        Options.scripts(spec);
        Adoption.options(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Settings settings = invocation.settings();
        Path file = settings.workingDirectory()
                .resolve(invocation.text(Options.CONFIG).orElse(SettingsFile.NAME));
        Optional<FlywayProject> flyway = settings.text(Setting.SCRIPTS).isPresent()
                ? Optional.empty()
                : FlywayProject.in(settings.workingDirectory());
        Init init = flyway.map(project -> new Init(CommandContext.of(settings.folders(project.scripts())), project))
                .orElseGet(() -> new Init(CommandContext.of(settings.newScripts(file))));
        if (Adoption.wanted(invocation)) {
            return Adoption.run(invocation, () -> print(init.run(file), flyway, invocation.console()));
        }
        print(init.run(file), flyway, invocation.console());
        return ExitCode.DONE;
    }

    private static void print(Init.Result result, Optional<FlywayProject> flyway, Console console) {
        result.created().forEach(path -> console.line("Created " + path));
        result.kept().forEach(path -> console.line("Left as it was: " + path));
        flyway.ifPresent(project -> project.remarks().forEach(console::message));
    }
}
