package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Arguments;
import io.evolua.benchmarks.Folders;
import io.evolua.benchmarks.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** Where the service is measured: a database of its own and a folder, both of them gone afterwards. */
record Workbench(Arguments arguments, Path project, Path work, Server server) {

    /** What is done there. */
    interface Measurement {
        void on(Workbench bench) throws IOException, InterruptedException, SQLException;
    }

    static void use(Arguments arguments, Measurement measurement)
            throws IOException, InterruptedException, SQLException {
        Path project = Path.of(arguments.text("project").orElse("")).toAbsolutePath();
        Path work = Files.createTempDirectory("evolua-service");
        try (Server server = Server.start(work.resolve("data"))) {
            measurement.on(new Workbench(arguments, project, work, server));
        } finally {
            Folders.delete(work);
        }
    }

    /** The rows, for a benchmark with so many users. */
    Data data(int users) throws IOException, InterruptedException, SQLException {
        return Data.fill(server, project, work, users);
    }

    /** Starts the service as it is shipped. */
    Program service(String name, Map<String, String> settings) throws IOException, InterruptedException {
        return Image.build(project, work.resolve(name), javaHome()).start(name, settings);
    }

    /** The environment of a service on these data. */
    static Map<String, String> settings(Data data) {
        return Map.of("DATABASE_URL", data.url(), "SECRET_KEY", Data.SECRET_KEY);
    }

    /** Measures requests about these data. */
    Meter meter(Data data, String heroes) throws IOException {
        Map<String, String> variables = Map.of(
                "BENCH_USERS",
                Integer.toString(data.users()),
                "BENCH_TOKENS",
                data.tokens().toString(),
                "BENCH_IDS",
                data.heroes().toString(),
                "BENCH_HEROES",
                heroes);
        return new Meter(server, new Load(Load.resource("requests.lua", work), variables));
    }

    /** The Java that runs the service: an option, or that of this program. */
    private Path javaHome() {
        return Path.of(arguments.text("java").orElse(System.getProperty("java.home")));
    }

    /** What that Java calls itself. */
    String javaVersion() throws IOException {
        return Files.readAllLines(javaHome().resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> "Java " + line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                .findFirst()
                .orElse("Java of unknown version");
    }
}
