package io.evolua.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code check} costs, client and server together, where there is nothing to find. */
final class CheckUpToDate {

    private static final int DEFAULT_TABLES = 1_000;

    private final Arguments arguments;
    private final Path work;
    private final EmbeddedPostgres server;

    private CheckUpToDate(Arguments arguments, Path work, EmbeddedPostgres server) {
        this.arguments = arguments;
        this.work = work;
        this.server = server;
    }

    static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Path work = Files.createTempDirectory("evolua-check");
        Path data = work.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .start()) {
            new CheckUpToDate(arguments, work, server).measure(ServerCpu.of(data));
        } finally {
            Folders.delete(work);
        }
    }

    private void measure(ServerCpu serverCpu) throws IOException, InterruptedException, SQLException {
        int tables = arguments.number("tables", DEFAULT_TABLES);
        int rounds = arguments.number("rounds", 5);
        List<Contestant> contestants = new ArrayList<>(List.of(ours(tables)));
        Optional<String> alembic = arguments.text("alembic");
        if (alembic.isPresent()) {
            contestants.add(theirs(alembic.get(), tables));
        }
        System.out.println("check on " + tables + " tables, up to date; mean of " + rounds
                + " runs in turns, CPU of client and server, Java "
                + Runtime.version().feature() + ", class-data archive, C1, serial GC");
        Map<Contestant, Figures> measured =
                Turns.measure(contestants, rounds, () -> ChildCpu.seconds() + serverCpu.seconds());
        measured.forEach((contestant, figures) -> System.out.println(figures.line(contestant.name())));
        List<Figures> figures = List.copyOf(measured.values());
        if (figures.size() > 1) {
            System.out.println(figures.get(0).ratioTo(figures.get(1), "alembic"));
        }
    }

    /** Its database is made by the revision that it generates itself. */
    private Contestant ours(int tables) throws IOException, InterruptedException, SQLException {
        Path cli = Path.of(arguments.text("cli").orElse("migrations/cli/target/evolua-cli.jar"))
                .toAbsolutePath();
        Path project = Files.createDirectories(work.resolve("evolua"));
        Path classes = Model.entities(project, tables, cli);
        Scripts.write(project, 0);
        JavaProgram evolua = new JavaProgram(
                "evolua",
                List.of("-jar", cli.toString()),
                project,
                Map.of(
                        "DATABASE_URL",
                        url(database("ours")),
                        "EVOLUA_SCRIPTS",
                        "db",
                        "EVOLUA_UNIT",
                        "model",
                        "EVOLUA_CLASSPATH",
                        classes.toString()));
        evolua.plain("revision", "--autogenerate", "-m", "all tables").run();
        evolua.plain("upgrade", "head").run();
        return evolua.archived(work, "check");
    }

    private Contestant theirs(String executable, int tables) throws IOException, InterruptedException, SQLException {
        Alembic alembic = Alembic.withModel(
                executable, work.resolve("alembic"), url(database("theirs")), Model.sqlAlchemy(tables));
        alembic.contestant("revision", "--autogenerate", "-m", "all tables").run();
        alembic.contestant("upgrade", "head").run();
        return alembic.contestant("check");
    }

    private String database(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        }
    }

    private String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }
}
