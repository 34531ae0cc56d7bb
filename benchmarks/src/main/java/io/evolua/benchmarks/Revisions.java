package io.evolua.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What many small revisions cost, client and server together: all of them, none, looking at them, and all back again. */
final class Revisions {

    private static final int DEFAULT_REVISIONS = 1_000;

    /** What is done, in this order. */
    private enum Step {
        UPGRADE("upgrade from empty"),
        NOTHING("upgrade, nothing to do"),
        HISTORY("history"),
        CURRENT("current"),
        DOWNGRADE("downgrade to base");

        private final String label;

        Step(String label) {
            this.label = label;
        }
    }

    /** One of those who are compared. */
    @FunctionalInterface
    private interface Tool {
        /** How it does that; none if it cannot. */
        Optional<Contestant> doing(Step step);
    }

    private final Arguments arguments;
    private final Path work;
    private final Server server;
    private final int revisions;
    private final List<String> databases = new ArrayList<>();

    private Revisions(Arguments arguments, Path work, Server server) {
        this.arguments = arguments;
        this.work = work;
        this.server = server;
        this.revisions = arguments.number("revisions", DEFAULT_REVISIONS);
    }

    static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Path work = Files.createTempDirectory("evolua-revisions");
        try (Server server = Server.start(work.resolve("data"))) {
            new Revisions(arguments, work, server).measure();
        } finally {
            Folders.delete(work);
        }
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        int rounds = arguments.number("rounds", 3);
        Path project = Scripts.write(work.resolve("project"), revisions);
        List<Tool> tools = new ArrayList<>(List.of(evolua(project), flyway(project)));
        Optional<String> alembic = arguments.text("alembic");
        if (alembic.isPresent()) {
            tools.add(alembic(alembic.get()));
        }
        System.out.println(
                revisions + " revisions; mean of " + rounds + " rounds in turns, CPU of client and server, Java "
                        + Runtime.version().feature() + ", class-data archives, C1, serial GC");
        Map<Step, Map<String, List<Figures>>> measured = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            Map<String, List<Figures>> figures = new LinkedHashMap<>();
            tools.forEach(tool -> tool.doing(step).ifPresent(each -> figures.put(each.name(), new ArrayList<>())));
            measured.put(step, figures);
        }
        // One round more, which does not count. Who comes first meets a server that has just been busy otherwise.
        for (int round = 0; round <= rounds; round++) {
            for (String database : databases) {
                server.execute("postgres", "drop database " + database, "create database " + database);
            }
            // So that nobody pays for what others left to be written or vacuumed.
            server.execute("postgres", "checkpoint");
            Collections.rotate(tools, 1);
            for (Step step : Step.values()) {
                for (Tool tool : tools) {
                    Optional<Contestant> contestant = tool.doing(step);
                    if (contestant.isPresent()) {
                        Figures figures = Figures.of(contestant.get(), server::cpuSeconds);
                        if (round > 0) {
                            measured.computeIfAbsent(step, any -> new LinkedHashMap<>())
                                    .computeIfAbsent(contestant.get().name(), any -> new ArrayList<>())
                                    .add(figures);
                        }
                    }
                }
            }
        }
        measured.forEach(Revisions::print);
    }

    private String create(String database) throws SQLException {
        databases.add(database);
        return server.create(database);
    }

    private static void print(Step step, Map<String, List<Figures>> runs) {
        System.out.println(step.label);
        Map<String, Figures> means = new LinkedHashMap<>();
        runs.forEach((name, figures) -> means.put(name, Figures.mean(figures)));
        means.forEach((name, mean) -> System.out.println(mean.line(name)));
        Figures ours = means.values().iterator().next();
        means.entrySet().stream()
                .skip(1)
                .forEach(other -> System.out.println(ours.ratioTo(other.getValue(), other.getKey())));
    }

    private Tool evolua(Path project) throws IOException, InterruptedException, SQLException {
        String cli = Path.of(arguments.text("cli").orElse("migrations/cli/target/evolua-cli.jar"))
                .toAbsolutePath()
                .toString();
        Map<String, String> environment = Map.of("DATABASE_URL", create("ours"));
        JavaProgram brief = new JavaProgram("evolua", JavaProgram.SHORT, List.of("-jar", cli), project, environment);
        JavaProgram lasting = new JavaProgram("evolua", List.of(), List.of("-jar", cli), project, environment);
        Path history = brief.archive(work, 0, "history");
        Path current = brief.archive(work, 0, "current");
        Path upgrade = lasting.archive(work, 0, "upgrade");
        Path downgrade = lasting.archive(work, 0, "downgrade", "base");
        return step -> Optional.of(
                switch (step) {
                    case UPGRADE, NOTHING -> lasting.with(upgrade, "upgrade");
                    case HISTORY -> brief.with(history, "history");
                    case CURRENT -> brief.with(current, "current");
                    case DOWNGRADE -> lasting.with(downgrade, "downgrade", "base");
                });
    }

    private Tool flyway(Path project) throws IOException, InterruptedException, SQLException {
        create("flyway");
        String url = server.jdbcUrl("flyway");
        String scripts = project.resolve("db/migration").toString();
        String classPath = ownLibraries();
        JavaProgram program = new JavaProgram(
                "flyway-13", List.of(), List.of("-cp", classPath, FlywayProgram.class.getName()), work, Map.of());
        Path archive = program.archive(work, 0, url, scripts, "info");
        return step -> switch (step) {
            case UPGRADE, NOTHING -> Optional.of(program.with(archive, url, scripts, "migrate"));
            case HISTORY, CURRENT -> Optional.of(program.with(archive, url, scripts, "info"));
            case DOWNGRADE -> Optional.empty();
        };
    }

    private Tool alembic(String executable) throws IOException, SQLException {
        Alembic theirs = Alembic.withRevisions(executable, work.resolve("alembic"), create("theirs"), revisions);
        return step -> Optional.of(
                switch (step) {
                    case UPGRADE, NOTHING -> theirs.contestant("upgrade", "head");
                    case HISTORY -> theirs.contestant("history");
                    case CURRENT -> theirs.contestant("current");
                    case DOWNGRADE -> theirs.contestant("downgrade", "base");
                });
    }

    /** This jar and what lies beside it. */
    private static String ownLibraries() {
        Path jar = Path.of(Revisions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar + File.pathSeparator + jar.resolveSibling("lib") + "/*";
    }
}
