package io.evolua.cli;

import io.evolua.engine.selection.Selection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What says which objects are compared. */
final class SelectionOptions {

    private SelectionOptions() {}

    static void options(CommandSpec spec) {
        spec.addOption(repeated(
                Setting.INCLUDE,
                "Compare only what matches, as in users, app.*, table:audit_* or index:ix_*. May be repeated."));
        spec.addOption(repeated(
                Setting.EXCLUDE,
                "Leave out what matches, as in legacy_*, users.notes, check:* or schema:audit. May be repeated."));
        spec.addOption(Options.flag(Setting.MAPPED_ONLY, "Compare only the tables that the entities map."));
        spec.addOption(Options.flag(
                Setting.DROP_UNMANAGED, "Also drop what no revision created, if the target does not have it."));
    }

    /** @throws io.evolua.engine.UsageException if a pattern is none */
    static Selection of(Settings settings) {
        return new Selection(
                settings.list(Setting.INCLUDE), settings.list(Setting.EXCLUDE), settings.flag(Setting.MAPPED_ONLY));
    }

    private static OptionSpec repeated(Setting setting, String description) {
        return OptionSpec.builder("--" + setting.key())
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("PATTERN")
                .description(description)
                .build();
    }
}
