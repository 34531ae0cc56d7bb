package io.evolua.cli;

import io.evolua.engine.command.Position;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say where a new revision stands in the graph. */
final class Positions {

    private static final String HEAD = "--head";
    private static final String SPLICE = "--splice";
    private static final String BRANCH_LABEL = "--branch-label";
    private static final String DEPENDS_ON = "--depends-on";
    private static final String REV_ID = "--rev-id";
    private static final String PATH = "--path";

    private Positions() {}

    static CommandSpec head(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(HEAD)
                .type(String.class)
                .paramLabel("REVISION")
                .description("What it follows, as in label@head; base to begin a new line. Default: the only head.")
                .build());
    }

    /** What a merge point has, too. */
    static CommandSpec others(CommandSpec spec) {
        spec.addOption(Options.flag(SPLICE, "Let it follow what is no head, so that a new branch begins there."));
        spec.addOption(Options.value(BRANCH_LABEL, "LABEL", "The name of the branch that begins with it."));
        spec.addOption(OptionSpec.builder(DEPENDS_ON)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("REVISION")
                .description("What else must be applied before it; may be repeated.")
                .build());
        spec.addOption(Options.value(REV_ID, "VERSION", "Its id, a version as Flyway has them. Default: the time."));
        spec.addOption(
                Options.value(PATH, "DIR", "The folder of scripts that it goes to. Default: that of what it follows."));
        spec.addOption(Options.setting(
                Setting.FILE_TEMPLATE,
                "NAME",
                "How its files are named, as in {year}/V{rev}__{slug}. Default: V{rev}__{slug}."));
        return spec.addOption(Options.setting(
                Setting.TIME_ZONE, "ZONE", "The zone of the time in its id, as in Europe/Berlin. Default: UTC."));
    }

    static Position of(Invocation invocation) {
        return of(invocation, invocation.text(HEAD).stream().toList());
    }

    static Position of(Invocation invocation, List<String> heads) {
        return new Position(
                heads,
                invocation.flag(SPLICE),
                invocation.text(BRANCH_LABEL),
                invocation.texts(DEPENDS_ON),
                invocation.text(REV_ID),
                invocation.text(PATH).map(invocation.settings().workingDirectory()::resolve));
    }
}
