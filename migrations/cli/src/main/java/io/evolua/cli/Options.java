package io.evolua.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The parts of which the commands' specifications are made. They are written with picocli's builders and not with its
 * annotations, which would take a good part of a short command's time to reflect on.
 */
final class Options {

    static final String JSON = "--json";
    static final String VERBOSE = "--verbose";
    static final String CONFIG = "--config";
    static final String MESSAGE = "--message";
    static final String AUTOGENERATE = "--autogenerate";
    static final String FROM = "--from";
    static final String TO = "--to";
    static final String CHECK = "--check";
    static final String RENAME = "--rename";
    static final String ALLOW_DATA_LOSS = "--allow-data-loss";
    static final String REVERSE = "--reverse";

    private Options() {}

    /** A command with the options that every command has. */
    static CommandSpec command(String name, String summary) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(summary)
                .sortOptions(false)
                .abbreviateSynopsis(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        return spec;
    }

    /** Adds what every command takes, after the command's own options, and the help's last lines. */
    static CommandSpec complete(CommandSpec spec) {
        spec.addOption(
                value(CONFIG, "FILE", "The settings file. Default: evolua.properties in the working directory."));
        spec.addOption(OptionSpec.builder("-v", VERBOSE)
                .type(boolean.class)
                .description("Tell what is done, and show an unexpected failure in full.")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        return settingsFooter(spec);
    }

    /** The help's last lines: where a setting comes from. */
    static CommandSpec settingsFooter(CommandSpec spec) {
        spec.usageMessage()
                .footerHeading("%nSettings:%n")
                .footer(
                        "  An option that is not given is looked for in the environment (DATABASE_URL,",
                        "  EVOLUA_SCRIPTS, EVOLUA_UNIT, EVOLUA_CLASSPATH, ...), then in .env in the",
                        "  working directory, then in evolua.properties (database-url, scripts, unit,",
                        "  classpath, ...; paths relative to that file).");
        return spec;
    }

    static CommandSpec json(CommandSpec spec) {
        return spec.addOption(flag(JSON, "Print the result, or the error, as one JSON document."));
    }

    static CommandSpec scripts(CommandSpec spec) {
        spec.addOption(setting(
                Setting.SCRIPTS, "DIR", "The folder that holds migration/ and undo/; several as in a:b. Default: db."));
        return classpath(spec);
    }

    /** Both who reads revisions and who reads entities wants it. */
    private static CommandSpec classpath(CommandSpec spec) {
        return spec.findOption("--" + Setting.CLASSPATH.key()) != null
                ? spec
                : spec.addOption(setting(
                        Setting.CLASSPATH,
                        "PATH",
                        "Jars and class folders of entities and Java migrations, separated as in the JVM's."));
    }

    static CommandSpec database(CommandSpec spec) {
        spec.addOption(setting(
                Setting.DATABASE_URL, "URL", "postgresql://user:password@host:port/name, or jdbc:postgresql://..."));
        spec.addOption(OptionSpec.builder(PlaceholderSettings.OPTION)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("NAME=VALUE")
                .description("What a placeholder of the scripts stands for. May be said several times.")
                .build());
        return spec.addOption(setting(
                Setting.HISTORY_TABLE, "NAME", "The table of what is applied. Default: flyway_schema_history."));
    }

    /** What says how scripts are run. */
    static CommandSpec run(CommandSpec spec) {
        spec.addOption(setting(
                Setting.LOCK_WAIT,
                "TIME",
                "How long to wait while another migration runs, as in 30s. Default: 10min."));
        spec.addOption(setting(
                Setting.LOCK_TIMEOUT, "TIME", "PostgreSQL's lock_timeout for the scripts; 0 for none. Default: 5s."));
        spec.addOption(
                setting(Setting.LOCK_RETRIES, "N", "How often a script that got no lock is run again. Default: 10."));
        return spec.addOption(setting(
                Setting.STATEMENT_TIMEOUT,
                "TIME",
                "PostgreSQL's statement_timeout for the scripts. Default: the server's."));
    }

    static CommandSpec unit(CommandSpec spec) {
        spec.addOption(setting(
                Setting.UNIT,
                "NAME",
                "The persistence unit that says what the schema shall be; several as in a,b; * for all."));
        spec.addOption(setting(
                Setting.SCHEMAS,
                "NAMES",
                "Schemas to compare besides the default one and those of the unit, as in a,b."));
        return classpath(spec);
    }

    static OptionSpec setting(Setting setting, String label, String description) {
        return value("--" + setting.key(), label, description);
    }

    static OptionSpec flag(Setting setting, String description) {
        return flag("--" + setting.key(), description);
    }

    static OptionSpec value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** Several, each with its own meaning. */
    static PositionalParamSpec revisions(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .required(arity.startsWith("1"))
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static PositionalParamSpec revision(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .required(arity.equals("1"))
                .index("0")
                .type(String.class)
                .description(description)
                .build();
    }
}
