package io.evolua.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What it costs to bring many schemas up, each with its own history, against the bare statements over one connection. */
final class Tenants {

    private Tenants() {}

    static void run(Arguments arguments) throws IOException, InterruptedException, SQLException {
        Path work = Files.createTempDirectory("evolua-tenants");
        try (Server server = Server.start(work.resolve("data"))) {
            measure(arguments, work, server);
        } finally {
            Folders.delete(work);
        }
    }

    private static void measure(Arguments arguments, Path work, Server server)
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
                "evolua", List.of(), List.of("-jar", cli), project, Map.of("DATABASE_URL", server.url("ours")));
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
        String url = server.jdbcUrl("plain");
        System.out.println(schemas + " schemas, " + revisions + " revisions each, " + jobs + " at a time, Java "
                + Runtime.version().feature());
        Figures floor = Figures.of(
                plain.plain(url, project.resolve("db/migration").toString(), Integer.toString(schemas)),
                server::cpuSeconds);
        print("upgrade", evolua.with(archive, "upgrade", all[0], all[1], all[2], all[3]), server, floor);
        print("nothing to do", evolua.with(archive, "upgrade", all[0], all[1], all[2], all[3]), server, floor);
        print("downgrade", evolua.with(archive, "downgrade", "base", all[0], all[1], all[2], all[3]), server, floor);
    }

    private static void print(String what, Contestant evolua, Server server, Figures floor)
            throws IOException, InterruptedException {
        Figures ours = Figures.of(evolua, server::cpuSeconds);
        System.out.println(what);
        System.out.println(ours.line("evolua"));
        System.out.println(floor.line("bare statements, upgrade"));
        System.out.println(ours.ratioTo(floor, "bare statements"));
    }

    private static void prepare(Server server, String database, int schemas) throws SQLException {
        server.create(database);
        String[] statements = IntStream.range(0, schemas)
                .mapToObj(i -> "create schema tenant_" + i)
                .toArray(String[]::new);
        server.execute(database, statements);
    }
}
