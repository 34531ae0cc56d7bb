package io.evolua.cli;

/** The program {@code evolua}. */
public final class Main {

    private Main() {}

    public static void main(String... args) {
        System.exit(run(Defaults.NONE, args));
    }

    /**
     * Runs one command with the process's own environment, working directory and streams.
     *
     * @param defaults what is meant where neither the command line, the environment nor a file says otherwise
     * @return the exit code: 0 done, 1 differences found or a check failed, 2 wrong usage, 3 refused or failed, 4 stopped as
     *     asked
     */
    public static int run(Defaults defaults, String... args) {
        // Nothing here depends on a locale, and loading what is known of all of them is a tenth of a short command.
        System.setProperty("java.locale.providers", "SPI");
        // SmallRye Config logs through JBoss Logging, which would look for four other ways to log before it takes the
        // JDK's.
        System.setProperty("org.jboss.logging.provider", "jdk");
        try (Console console = Console.ofProcess()) {
            return new Cli(Surroundings.ofProcess(defaults), console).execute(args);
        }
    }
}
