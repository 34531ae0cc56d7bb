package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the benchmarks of the service have in common. */
final class Service {

    private Service() {}

    /** The environment of a service on these data. */
    static Map<String, String> settings(Data data) {
        return Map.of("DATABASE_URL", data.url(), "SECRET_KEY", Data.SECRET_KEY);
    }

    /** Requests about these data. */
    static Load load(Data data, Path work, String heroes) throws IOException {
        return new Load(
                Load.resource("requests.lua", work),
                Map.of(
                        "BENCH_USERS",
                        Integer.toString(data.users()),
                        "BENCH_TOKENS",
                        data.tokens().toString(),
                        "BENCH_IDS",
                        data.heroes().toString(),
                        "BENCH_HEROES",
                        heroes));
    }

    /** The Java that runs the service: an option, or that of this program. */
    static Path javaHome(Arguments arguments) {
        return Path.of(arguments.text("java").orElse(System.getProperty("java.home")));
    }

    /** What that Java calls itself. */
    static String javaVersion(Arguments arguments) throws IOException {
        return Files.readAllLines(javaHome(arguments).resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> "Java " + line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                .findFirst()
                .orElse("Java of unknown version");
    }
}
