package io.evolua.benchmarks;

import org.flywaydb.core.Flyway;

/** Open-source Flyway as a program of its own: {@code migrate} or {@code info} on a folder of scripts. */
public final class FlywayProgram {

    private FlywayProgram() {}

    /** Takes a JDBC URL, a folder and a command. */
    public static void main(String... args) {
        Flyway flyway = Flyway.configure()
                .dataSource(args[0], null, null)
                .locations("filesystem:" + args[1])
                .load();
        if (args[2].equals("migrate")) {
            flyway.migrate();
        } else {
            System.out.println(flyway.info().all().length);
        }
    }
}
