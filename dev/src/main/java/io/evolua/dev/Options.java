package io.evolua.dev;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "evolua dev",
        sortOptions = false,
        usageHelpWidth = 120,
        description = {
            "Runs the service on this machine: PostgreSQL, migrations, Payara Micro; Ctrl-C stops everything.",
            "",
            "With DATABASE_URL set (environment or .env) that database is used. Otherwise the project gets a"
                    + " PostgreSQL of its own, and its data stay in .evolua/postgres.",
            ""
        },
        footer = {"", "Exit codes: 2 wrong usage, 3 something did not start or ended by itself, 130 stopped by Ctrl-C."
        })
final class Options {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private int port = 8080;
    private int databasePort = 15432;
    private int wait = 30;

    @Option(
            names = {"-h", "--help"},
            order = 4,
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli itself reads it
    private boolean help;

    @Option(names = "--port", order = 1, paramLabel = "PORT", description = "Where the service listens (default 8080).")
    void port(int value) {
        port = inRange("--port", value, 1, 65_535);
    }

    @Option(
            names = "--database-port",
            order = 2,
            paramLabel = "PORT",
            description = "Where the project's own PostgreSQL listens (default 15432; 0: any free port).")
    void databasePort(int value) {
        databasePort = inRange("--database-port", value, 0, 65_535);
    }

    @Option(
            names = "--wait",
            order = 3,
            paramLabel = "SECONDS",
            description = "How long the started service may say that it is not ready (default 30).")
    void wait(int value) {
        wait = inRange("--wait", value, 0, 86_400);
    }

    int port() {
        return port;
    }

    int databasePort() {
        return databasePort;
    }

    Duration patience() {
        return Duration.ofSeconds(wait);
    }

    private int inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must lie between " + least + " and " + most + ", not " + value + ".");
        }
        return value;
    }
}
