package io.evolua.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What it costs to bring many schemas up, each with its own history, against the bare statements over one connection. */
final class Tenants {

    private Tenants() {}

    static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Path work = Files.createTempDirectory("evolua-tenants");
        Path data = work.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .start()) {
            measure(arguments, work, server, ServerCpu.of(data));
        } finally {
            Folders.delete(work);
        }
    }

    private static void measure(Arguments arguments, Path work, EmbeddedPostgres server, ServerCpu serverCpu)
            throws IOException, InterruptedException, SQLException {
        int schemas = arguments.number("schemas", 1_000);
        int revisions = arguments.number("revisions", 5);
        int jobs = arguments.number("jobs", 2);
        String cli = Path.of(arguments.text("cli").orElse("migrations/cli/target/evolua-cli.jar"))
                .toAbsolutePath()
                .toString();
        Path project = Scripts.write(work.resolve("project"), revisions);
        prepare(server, "ours", schemas);
        prepare(server, "plain", schemas);
        JavaProgram evolua = new JavaProgram(
                "evolua",
                List.of(),
                List.of("-jar", cli),
                project,
                Map.of("DATABASE_URL", "postgresql://postgres@127.0.0.1:" + server.getPort() + "/ours"));
        String[] all = {"--all", "schema:tenant_*", "--jobs", Integer.toString(jobs)};
        Path archive = evolua.archive(work, 0, "current", all[0], all[1], all[2], all[3]);
        Path jar = Path.of(Tenants.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        JavaProgram plain = new JavaProgram(
                "bare statements",
                List.of(),
                List.of("-cp", jar + File.pathSeparator + jar.resolveSibling("lib") + "/*", PlainSql.class.getName()),
                work,
                Map.of());
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/plain?user=postgres";
        System.out.println(schemas + " schemas, " + revisions + " revisions each, " + jobs + " at a time, Java "
                + Runtime.version().feature());
        Figures floor = Figures.of(
                plain.plain(url, project.resolve("db/migration").toString(), Integer.toString(schemas)),
                () -> ChildCpu.seconds() + serverCpu.seconds());
        print("upgrade", evolua.with(archive, "upgrade", all[0], all[1], all[2], all[3]), serverCpu, floor);
        print("nothing to do", evolua.with(archive, "upgrade", all[0], all[1], all[2], all[3]), serverCpu, floor);
        print("downgrade", evolua.with(archive, "downgrade", "base", all[0], all[1], all[2], all[3]), serverCpu, floor);
    }

    private static void print(String what, Contestant evolua, ServerCpu serverCpu, Figures floor)
            throws IOException, InterruptedException {
        Figures ours = Figures.of(evolua, () -> ChildCpu.seconds() + serverCpu.seconds());
        System.out.println(what);
        System.out.println(ours.line("evolua"));
        System.out.println(floor.line("bare statements, upgrade"));
        System.out.println(ours.ratioTo(floor, "bare statements"));
    }

    private static void prepare(EmbeddedPostgres server, String database, int schemas) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < schemas; i++) {
                statement.execute("create schema tenant_" + i);
            }
        }
    }
}
