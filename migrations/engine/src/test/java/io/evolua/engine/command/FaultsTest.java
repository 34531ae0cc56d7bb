package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.Background;
import io.evolua.engine.testing.CutProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens in the middle of a run: the database is at a revision, the history says at which, the next run finishes. */
@ExtendWith(Fault.Reported.class)
class FaultsTest {

    private FaultRig rig;

    @BeforeEach
    void create(@TempDir Path folder) {
        rig = new FaultRig(folder);
    }

    @AfterEach
    void drop() {
        rig.close();
    }

    @Test
    void the_connection_is_cut_at_some_requests() throws Exception {
        cutAt(9);
    }

    @Test
    @Tag("nightly")
    void the_connection_is_cut_at_every_request() throws Exception {
        cutAt(Integer.MAX_VALUE);
    }

    /** Each request once before it reaches the server, and once before its answer does the client, up and down. */
    private void cutAt(int atMost) throws Exception {
        try (CutProxy proxy = new CutProxy(rig.project.database.port())) {
            CommandContext context = rig.through(proxy.port());
            new Upgrade(context).run("head");
            int up = proxy.requests();
            proxy.count();
            new Downgrade(context).run("base");
            int down = proxy.requests();
            for (int request : Point.sample(IntStream.rangeClosed(1, up).boxed().toList(), atMost)) {
                for (boolean answer : new boolean[] {false, true}) {
                    cut(proxy, Math.min(request, up), answer, () -> new Upgrade(context).run("head"));
                    rig.nothingIsLostUpwards(Fault.CUT, "cut at request " + request + (answer ? ", answered" : ""));
                    int below = Math.min(request, down);
                    cut(proxy, below, answer, () -> new Downgrade(context).run("base"));
                    rig.nothingIsLostDownwards(Fault.CUT, "cut at request " + below + (answer ? ", answered" : "") + " down");
                    rig.reset();
                }
            }
        }
    }

    private static void cut(CutProxy proxy, int request, boolean answer, Runnable run) {
        if (answer) {
            proxy.cutBeforeAnswer(request);
        } else {
            proxy.cutBeforeRequest(request);
        }
        try {
            run.run();
        } catch (EvoluaException e) {
            // The last requests come when all is done already: then there is nothing to complain about.
            assertThat(e).isInstanceOf(RefusedException.class).satisfiesAnyOf(
                    lost -> assertThat(lost)
                            .hasMessageContainingAll("The connection to the server is lost.", "Run this again"),
                    none -> assertThat(none).hasMessageContaining("Cannot connect"));
        }
    }

    @Test
    void the_process_is_killed_while_an_index_is_built() throws Exception {
        rig.project.upgrade("1");
        try (Connection other = rig.project.database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // What has written to the table keeps the building of an index waiting.
            statement.execute("insert into a values (2, 2)");
            try (Victim victim = Victim.start(rig.project, "up", 0)) {
                await("select 1 from pg_stat_progress_create_index where phase like 'waiting%'");
                victim.kill();
            }
            assertThat(rig.project.query("select indisvalid from pg_index where indexrelid = 'a_b'::regclass"))
                    .containsExactly("f");
            // As the server does when it notices that nobody is there any more.
            rig.project.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create index%'");
            other.rollback();
        }
        List<String> remarks = new ArrayList<>();
        rig.awaitNobody();
        new Upgrade(rig.project.context.withListener(new RunListener() {
                    @Override
                    public void remark(String message) {
                        remarks.add(message);
                    }
                }))
                .run("2");
        assertThat(remarks).contains("Found half done: the index a_b was INVALID and is dropped.");
        rig.nothingIsLostUpwards(Fault.KILLED_WITHIN, "killed while an index was built");
    }

    @Test
    void a_server_process_is_ended_within_a_statement() throws Exception {
        rig.project.upgrade("3");
        try (Connection gate = rig.project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            CompletableFuture<Throwable> run = failing(() -> rig.project.upgrade("head"));
            await("select 1 from pg_locks where not granted and relation = 'gate'::regclass");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'gate'::regclass");
            assertThat(run.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("The connection to the server is lost.");
            gate.rollback();
        }
        rig.nothingIsLostUpwards(Fault.ENDED, "ended by an administrator");
    }

    @Test
    void the_server_crashes_and_recovers() throws Exception {
        rig.project.upgrade("3");
        long server;
        CompletableFuture<Throwable> run;
        try (Connection gate = rig.project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            run = failing(() -> rig.project.upgrade("head"));
            await("select 1 from pg_locks where not granted and relation = 'gate'::regclass");
            server = Long.parseLong(rig.project
                    .query("select pid from pg_locks where not granted and relation = 'gate'::regclass")
                    .get(0));
            // When one of its processes is killed, PostgreSQL ends all others, and recovers as after a power cut.
            assertThat(ProcessHandle.of(server).orElseThrow().destroyForcibly()).isTrue();
            assertThat(run.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("The connection to the server is lost.");
        }
        awaitServer();
        rig.nothingIsLostUpwards(Fault.CRASHED, "the server crashed");
    }

    private void awaitServer() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Connection connection = rig.project.database.connect()) {
                assertThat(connection.isValid(1)).isTrue();
                return;
            } catch (SQLException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
            }
        }
    }

    @Test
    void somebody_holds_a_lock_for_longer_than_one_waits() throws Exception {
        rig.project.upgrade("3");
        CommandContext hasty =
                rig.project.context.withSettings(rig.project.context.settings().withLockTimeout(Duration.ofMillis(50)));
        try (Connection gate = rig.project.database.connect();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table gate");
            assertThatThrownBy(() -> new Upgrade(hasty).run("head"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("lock timeout");
            gate.rollback();
        }
        rig.nothingIsLostUpwards(Fault.LOCK_HELD, "a lock held");
    }

    @Test
    void a_role_loses_a_right_in_the_middle() throws Exception {
        String role = "loser_" + rig.project.database.name();
        rig.project.database.run("create role " + role + " login; grant all on schema public to " + role
                + "; grant all on all tables in schema public to " + role);
        CommandContext limited = rig.project
                .context
                .withDatabase(DatabaseUrl.parse("postgresql://" + role + "@localhost:" + rig.project.database.port()
                        + "/" + rig.project.database.name()))
                .withListener(new RunListener() {
                    @Override
                    public void started(Step step) {
                        if (step.revision().id().toString().equals("4")) {
                            rig.project.database.run("revoke all on flyway_schema_history from " + role);
                        }
                    }
                });
        assertThatThrownBy(() -> new Upgrade(limited).run("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("permission denied for table flyway_schema_history");
        rig.project.database.run(
                "reassign owned by " + role + " to postgres; drop owned by " + role + "; drop role " + role);
        rig.nothingIsLostUpwards(Fault.RIGHT_LOST, "a right lost");
    }

    @Test
    void five_run_at_once() throws Exception {
        List<CompletableFuture<List<String>>> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(Background.start(() -> rig.project.upgrade("head")));
        }
        List<String> applied = new ArrayList<>();
        for (CompletableFuture<List<String>> run : runs) {
            applied.addAll(run.get(60, TimeUnit.SECONDS));
        }
        assertThat(applied).containsExactlyElementsOf(FaultRig.IDS);
        rig.nothingIsLostUpwards(Fault.AT_ONCE, "five at once");
    }

    @Test
    void flyway_runs_at_the_same_time() throws Exception {
        for (int round = 0; round < 3; round++) {
            CompletableFuture<Integer> flyway = Background.start(() -> flyway().migrate().migrationsExecuted);
            CompletableFuture<List<String>> evolua = Background.start(() -> rig.project.upgrade("head"));
            int applied = evolua.get(60, TimeUnit.SECONDS).size();
            try {
                assertThat(applied + flyway.get(60, TimeUnit.SECONDS)).isEqualTo(4);
            } catch (ExecutionException e) {
                // It looks before it waits for the lock, and takes a script that is not finished for one that failed.
                assertThat(e).hasMessageContaining("Detected failed migration to version");
                assertThat(applied).isEqualTo(4);
            }
            rig.nothingIsLostUpwards(Fault.FLYWAY, "beside Flyway");
            flyway().validate();
            rig.reset();
        }
    }

    private Flyway flyway() {
        var configuration = Flyway.configure()
                .dataSource(rig.project.database.jdbcUrl(), null, null)
                .locations("filesystem:" + rig.project.scripts.resolve("migration"));
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static CompletableFuture<Throwable> failing(Runnable run) {
        return Background.start(() -> {
            try {
                run.run();
            } catch (EvoluaException e) {
                return e;
            }
            return new AssertionError("nothing failed");
        });
    }

    private void await(String sql) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (rig.project.query(sql).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }
}
