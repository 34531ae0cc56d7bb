package io.evolua.dev.standin;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

/** Says how it was started, and leaves with the exit code that {@code CLI_EXIT} names. */
public final class Cli {

    private Cli() {}

    public static void main(String... args) {
        Map<String, String> environment = System.getenv();
        System.out.println("arguments " + Arrays.asList(args));
        System.out.println("process " + ProcessHandle.current().pid());
        System.out.println("database " + environment.get("DATABASE_URL"));
        System.out.println("options " + ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.exit(Integer.parseInt(environment.getOrDefault("CLI_EXIT", "0")));
    }
}
