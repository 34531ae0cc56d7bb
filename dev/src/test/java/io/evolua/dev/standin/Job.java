package io.evolua.dev.standin;

import java.util.Map;

/** Says what it was asked, and leaves with the exit code that {@code JOB_EXIT} names. */
public final class Job {

    private Job() {}

    public static void main(String... args) {
        Map<String, String> environment = System.getenv();
        System.out.println("job: " + String.join(" ", args) + " on " + environment.get("DATABASE_URL"));
        System.out.println("greeting: " + environment.get("GREETING"));
        System.exit(Integer.parseInt(environment.getOrDefault("JOB_EXIT", "0")));
    }
}
