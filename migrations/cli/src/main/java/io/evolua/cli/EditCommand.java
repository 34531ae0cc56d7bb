package io.evolua.cli;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.command.Show;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** {@code evolua edit}. */
final class EditCommand implements Subcommand {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command("edit", "Open the scripts of a revision in an editor.");
        spec.addPositional(Options.revision(
                "REVISION", "0..1", "head (the default), current, an id, the beginning of one, or a name."));
        spec.addOption(Options.setting(
                Setting.EDITOR, "COMMAND", "The editor. Default: VISUAL or EDITOR of the environment."));
        Options.scripts(spec);
        Options.database(spec);
        return Options.complete(spec);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        List<String> files = new ArrayList<>();
        for (Show.Result shown :
                new Show(Contexts.of(invocation)).all(invocation.positional().orElse("head"))) {
            files.add(file(shown.up()));
            shown.down().ifPresent(down -> files.add(file(down)));
        }
        List<String> command = new ArrayList<>(editor(invocation));
        command.addAll(files);
        edit(command, invocation);
        return ExitCode.DONE;
    }

    private static String file(Show.ScriptInfo script) {
        if (script.text().isEmpty()) {
            throw new RefusedException(
                    script.file() + " is a migration written in Java. Edit it where the project has its source.");
        }
        return script.file();
    }

    private static List<String> editor(Invocation invocation) {
        String line = invocation
                .settings()
                .text(Setting.EDITOR)
                .or(() -> invocation.variable("VISUAL"))
                .or(() -> invocation.variable("EDITOR"))
                .orElseThrow(() -> new UsageException("No editor is named. Set EDITOR in the environment, or editor in"
                        + " evolua.properties, or say --editor."));
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(Optional.ofNullable(matcher.group(1))
                    .or(() -> Optional.ofNullable(matcher.group(2)))
                    .orElseGet(() -> matcher.group(3)));
        }
        return words;
    }

    private static void edit(List<String> command, Invocation invocation) {
        try {
            int code = new ProcessBuilder(command)
                    .directory(invocation
                            .settings()
                            .workingDirectory()
                            .toAbsolutePath()
                            .toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new RefusedException("The editor " + command.get(0) + " ended with exit code " + code + ".");
            }
        } catch (IOException e) {
            throw new RefusedException("The editor " + command.get(0) + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Waiting for the editor was interrupted.", e);
        }
    }
}
