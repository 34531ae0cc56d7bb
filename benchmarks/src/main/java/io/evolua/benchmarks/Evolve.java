package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a schema's life costs, client and server together, on a server with its default settings: a revision is generated
 * from empty, run, nothing is found to differ, one changed table is found, and all is undone.
 */
final class Evolve {

    private static final int DEFAULT_TABLES = 1_000;

    /** What is done, in this order. */
    private enum Step {
        AUTOGENERATE("autogenerate from empty"),
        UPGRADE("upgrade"),
        CHECK("check, nothing to find"),
        CHANGED("check, one table changed"),
        DOWNGRADE("downgrade");

        private final String label;

        Step(String label) {
            this.label = label;
        }
    }

    /** One of those who are compared. */
    private interface Tool {
        Contestant doing(Step step);

        /** Makes it as it was before the first step. */
        void forget() throws IOException;
    }

    private final Arguments arguments;
    private final Path work;
    private final Server server;
    private final int tables;

    private Evolve(Arguments arguments, Path work, Server server) {
        this.arguments = arguments;
        this.work = work;
        this.server = server;
        this.tables = arguments.number("tables", DEFAULT_TABLES);
    }

    static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Path work = Files.createTempDirectory("evolua-evolve");
        try (Server server = Server.start(work.resolve("data"))) {
            new Evolve(arguments, work, server).measure();
        } finally {
            Folders.delete(work);
        }
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        int rounds = arguments.number("rounds", 3);
        List<Tool> tools = new ArrayList<>(List.of(new Evolua()));
        Optional<String> alembic = arguments.text("alembic");
        if (alembic.isPresent()) {
            tools.add(new Reference(alembic.get()));
        }
        System.out.println(tables + " tables; mean of " + rounds + " rounds in turns, CPU of client and server, Java "
                + Runtime.version().feature() + ", class-data archive, C1, serial GC");
        Map<Step, Map<String, List<Figures>>> measured = new LinkedHashMap<>();
        // One round more, which does not count.
        for (int round = 0; round <= rounds; round++) {
            for (Step step : Step.values()) {
                for (Tool tool : tools) {
                    Contestant contestant = tool.doing(step);
                    Figures figures = Figures.of(contestant, server::cpuSeconds);
                    if (round > 0) {
                        measured.computeIfAbsent(step, any -> new LinkedHashMap<>())
                                .computeIfAbsent(contestant.name(), any -> new ArrayList<>())
                                .add(figures);
                    }
                }
            }
            for (Tool tool : tools) {
                tool.forget();
            }
        }
        measured.forEach(Evolve::print);
    }

    private static void print(Step step, Map<String, List<Figures>> runs) {
        System.out.println(step.label);
        List<Figures> means = new ArrayList<>();
        runs.forEach((name, figures) -> {
            Figures mean = Figures.mean(figures);
            means.add(mean);
            System.out.println(mean.line(name));
        });
        if (means.size() > 1) {
            System.out.println(means.get(0).ratioTo(means.get(1), "alembic"));
        }
    }

    private final class Evolua implements Tool {
        private final Path project = Files.createDirectories(work.resolve("evolua"));
        private final JavaProgram same;
        private final JavaProgram changed;
        private final Path archive;

        Evolua() throws IOException, InterruptedException, SQLException {
            Path cli = Path.of(arguments.text("cli").orElse("migrations/cli/target/evolua-cli.jar"))
                    .toAbsolutePath();
            Scripts.write(project, 0);
            String url = server.create("ours");
            same = program(cli, url, Model.entities(project.resolve("same"), tables, false, cli));
            changed = program(cli, url, Model.entities(project.resolve("changed"), tables, true, cli));
            // All tables are missing still, which loads nearly all that the other commands do.
            archive = same.archive(work, 1, "check");
        }

        private JavaProgram program(Path cli, String url, Path classes) {
            return new JavaProgram(
                    "evolua",
                    List.of(),
                    List.of("-jar", cli.toString()),
                    project,
                    Map.of(
                            "DATABASE_URL",
                            url,
                            "EVOLUA_SCRIPTS",
                            "db",
                            "EVOLUA_UNIT",
                            "model",
                            "EVOLUA_CLASSPATH",
                            classes.toString()));
        }

        @Override
        public Contestant doing(Step step) {
            return switch (step) {
                case AUTOGENERATE -> same.with(archive, "revision", "--autogenerate", "-m", "all tables");
                case UPGRADE -> same.with(archive, "upgrade", "head");
                case CHECK -> same.with(archive, "check");
                case CHANGED -> changed.with(archive, "check").endingWith(1);
                case DOWNGRADE -> same.with(archive, "downgrade", "base");
            };
        }

        @Override
        public void forget() throws IOException {
            Folders.delete(project.resolve("db"));
            Scripts.write(project, 0);
        }
    }

    private final class Reference implements Tool {
        private final Alembic same;
        private final Alembic changed;

        Reference(String executable) throws IOException, SQLException {
            String url = server.create("theirs");
            same = Alembic.withModel(executable, work.resolve("alembic"), url, Model.sqlAlchemy(tables, false));
            changed = Alembic.withModel(executable, work.resolve("changed"), url, Model.sqlAlchemy(tables, true));
        }

        @Override
        public Contestant doing(Step step) {
            return switch (step) {
                case AUTOGENERATE -> same.contestant("revision", "--autogenerate", "-m", "all tables");
                case UPGRADE -> same.contestant("upgrade", "head");
                case CHECK -> same.contestant("check");
                // Its own folder has the other model; its revisions are the same ones.
                case CHANGED -> changed.sharing(same).contestant("check").endingWith(255);
                case DOWNGRADE -> same.contestant("downgrade", "base");
            };
        }

        @Override
        public void forget() throws IOException {
            same.forget();
        }
    }
}
