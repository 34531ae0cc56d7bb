package io.evolua.cli;

import io.evolua.engine.command.Source;
import picocli.CommandLine.Model.CommandSpec;

/** The two sides of a comparison: from the database to the persistence unit unless said otherwise. */
final class Sources {

    private static final String DATABASE = "database";
    private static final String UNIT = "unit:";

    private Sources() {}

    static void options(CommandSpec spec) {
        spec.addOption(
                Options.value(
                        Options.FROM,
                        "SOURCE",
                        "Where it starts: unit:NAME, unit:*, sql:FILE, database, a URL, revisions, revisions:REVISION or empty. Default: database."));
        spec.addOption(
                Options.value(Options.TO, "SOURCE", "Where it leads, written alike. Default: the persistence unit."));
    }

    static Source from(Invocation invocation) {
        return Source.parse(invocation.text(Options.FROM).orElse(DATABASE));
    }

    static Source to(Invocation invocation) {
        return Source.parse(invocation.text(Options.TO).orElse(UNIT));
    }
}
