package io.evolua.web.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import io.evolua.web.testing.ServerExtension;
import io.evolua.web.testing.ServiceRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schema and service are brought from the revision before the last two to the last one, further, and back, one after the
 * other and under load: the WARs of neighbouring revisions serve side by side, and no request fails.
 */
@ExtendWith(ServerExtension.class)
@SuppressWarnings("NullAway.Init") // started before all tests
class RollingIT {

    @TempDir
    private static Path folder;

    /**
     * What the next revisions may do to all that the service reads and writes: the slug, the way up and the way down. One
     * changes one table, for a transaction that locked several would get into the way of those that use them together.
     */
    private static final List<List<String>> NEXT = List.of(
            List.of("heroes_medals", """
                    alter table heroes add column motto text, add column rank integer not null default 0;
                    create table medals (hero_id uuid not null references heroes (id) on delete cascade, name text);
                    """, "drop table medals; alter table heroes drop column rank, drop column motto;"),
            column("users"),
            column("todos"),
            column("login_attempts"),
            column("kept_answers"));

    private static List<String> column(String table) {
        return List.of(
                table + "_motto",
                "alter table " + table + " add column motto text, add column rank integer not null default 0;",
                "alter table " + table + " drop column rank, drop column motto;");
    }

    private static TestDatabase database;
    private static CommandContext engine;
    private static Production oldest;
    private static Production older;
    private static Production today;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        List<String> known = PreviousWar.known();
        List<String> lastTwo = known.subList(known.size() - 2, known.size());
        assertThat(PreviousWar.revisions())
                .as("src/test/previous tells how to come back from the last two revisions; see CONTRIBUTING.md")
                .isEqualTo(lastTwo);
        copyScripts(known.get(known.size() - 1));
        database = TestDatabase.create();
        engine = CommandContext.of(folder).withDatabase(DatabaseUrl.parse(database.url()));
        new Upgrade(engine).run(known.get(known.size() - 3));
        ServiceRole.grant(database);

        oldest = begin("before-the-last-two", PreviousWar.before(lastTwo.get(0)));
        older = begin("before-the-last", PreviousWar.before(lastTwo.get(1)));
        today = begin("today", Path.of("target", "evolua.war"));
        oldest.awaitReady();
        older.awaitDeployed();
        today.awaitDeployed();
        assertThat(older.get("/health/ready").body()).contains("lacks " + lastTwo.get(0) + " ");
        assertThat(today.get("/health/ready").body()).contains("lacks " + lastTwo.get(0) + " ", ", " + lastTwo.get(1));
    }

    private static void copyScripts(String head) throws IOException {
        Path scripts = Path.of(System.getProperty("evolua.scripts"));
        for (String direction : List.of("migration", "undo")) {
            Path copies = Files.createDirectories(folder.resolve(direction));
            try (Stream<Path> files = Files.list(scripts.resolveSibling(direction))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                }
            }
        }
        String revises = head;
        for (List<String> script : NEXT) {
            String version = "299912312359" + (10 + NEXT.indexOf(script));
            String name = version + "__" + script.get(0) + ".sql";
            String up = "-- message: " + script.get(0) + "\n-- revises: " + revises + "\n" + script.get(1);
            Files.writeString(folder.resolve("migration").resolve("V" + name), up);
            Files.writeString(folder.resolve("undo").resolve("U" + name), script.get(2));
            revises = version;
        }
    }

    private static Production begin(String name, Path war) throws IOException, InterruptedException {
        return Production.begin(
                name,
                war,
                Map.of(
                        "DATABASE_URL",
                        ServiceRole.databaseUrl(database),
                        "EVOLUA_READINESS_SCHEMA",
                        "at-least",
                        "EVOLUA_DRAIN_SECONDS",
                        "3"));
    }

    @AfterAll
    static void end() {
        Stream.of(oldest, older, today).forEach(Production::close);
        database.close();
    }

    @Test
    void schema_and_service_roll_forwards_and_back_under_load_and_nobody_notices() throws Exception {
        try (Balancer balancer = new Balancer(List.of(oldest, older, today));
                Customers load = new Customers(oldest.service(), balancer)) {
            load.awaitRounds(20);
            ready(balancer, oldest);

            upgrade();
            ready(balancer, oldest, older);
            load.awaitRounds(20);
            stop(oldest);
            load.awaitRounds(20);

            upgrade();
            ready(balancer, older, today);
            load.awaitRounds(20);

            // What may come next.
            assertThat(new Upgrade(engine).run("head").steps()).hasSameSizeAs(NEXT);
            load.awaitRounds(20);
            ready(balancer, older, today);
            new Downgrade(engine).run("-" + NEXT.size());
            load.awaitRounds(20);
            ready(balancer, older, today);

            // Back: the WAR first, then the schema.
            stop(today);
            load.awaitRounds(20);
            new Downgrade(engine).run("-1");
            load.awaitRounds(20);
            ready(balancer, older);
            load.endAndCheck(database);
        }
    }

    private static void upgrade() {
        assertThat(new Upgrade(engine).run("+1").steps()).hasSize(1);
    }

    private static void stop(Production instance) throws InterruptedException {
        instance.terminate();
        assertThat(instance.awaitEnd(30)).isEqualTo(143);
    }

    private static void ready(Balancer balancer, Production... expected) throws InterruptedException {
        List<String> names = Stream.of(expected).map(Production::name).toList();
        long end = System.nanoTime() + 20_000_000_000L;
        while (!balancer.ready().equals(names)) {
            assertThat(System.nanoTime())
                    .as(() -> "ready are " + balancer.ready() + ", expected " + names)
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }
}
