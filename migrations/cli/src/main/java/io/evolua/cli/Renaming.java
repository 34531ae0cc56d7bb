package io.evolua.cli;

import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.change.Rename;
import io.evolua.engine.command.RenameSettings;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands that compare know of renames: said as options, asked for at a terminal, named in the output. */
final class Renaming {

    private static final Set<String> YES = Set.of("y", "yes");

    private Renaming() {}

    static void options(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(Options.RENAME)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("OLD=NEW")
                .description(
                        "What is renamed and not new: a table, a column, a sequence, a type, a view or a routine, as"
                                + " in users=members or users.mail=users.email. May be said several times.")
                .build());
        spec.addOption(
                Options.flag(Setting.NO_INPUT, "Ask nothing; what looks like a rename is named, and taken for none."));
    }

    static RenameSettings settings(Invocation invocation) {
        boolean mayAsk = !invocation.json() && !invocation.settings().flag(Setting.NO_INPUT);
        Console console = invocation.console();
        return new RenameSettings(
                invocation.texts(Options.RENAME).stream().map(Rename::parse).toList(),
                possible -> mayAsk && console.canAsk() && isYes(console.ask(possible.question() + " [y/N] ")));
    }

    private static boolean isYes(String answer) {
        return YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    /** Beside the result: it may be that it is not what was meant. */
    static void hint(List<PossibleRename> possible, Console console) {
        possible.forEach(rename -> console.message(rename.hint()));
    }

    static JsonArrayBuilder json(List<PossibleRename> possible) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        for (PossibleRename rename : possible) {
            json.add(Json.createObjectBuilder()
                    .add("kind", rename.kind())
                    .add("from", rename.from())
                    .add("to", rename.to())
                    .add("rename", rename.option()));
        }
        return json;
    }
}
