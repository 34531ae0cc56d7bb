package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.Repair;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.Background;
import io.evolua.engine.testing.CutProxy;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private static final Repair.Wish REPAIR = new Repair.Wish(false, false, Optional.empty());

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
        cutAt(6);
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
                    rig.nothingIsLostDownwards(
                            Fault.CUT, "cut at request " + below + (answer ? ", answered" : "") + " down");
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
            assertThat(e)
                    .isInstanceOf(RefusedException.class)
                    .satisfiesAnyOf(
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
    void five_go_up_and_down_and_repair_at_once() throws Exception {
        mixed(2);
    }

    @Test
    @Tag("nightly")
    void five_go_up_and_down_and_repair_at_once_many_times() throws Exception {
        mixed(30);
    }

    private void mixed(int rounds) throws Exception {
        Random random = new Random(20260301);
        List<Consumer<CommandContext>> commands = List.of(
                context -> new Upgrade(context).run("head"),
                context -> new Upgrade(context).run("2"),
                context -> new Downgrade(context).run("base"),
                context -> new Downgrade(context).run("1"),
                context -> new RepairHistory(context).run(REPAIR));
        for (int round = 0; round < rounds; round++) {
            atOnce(rig.project.context, commands, random);
            rig.nothingIsLostUpwards(Fault.AT_ONCE, "five at once, round " + round);
        }
    }

    /** Each is done, or refused because the others went another way: there is no third. */
    private static void atOnce(CommandContext context, List<Consumer<CommandContext>> commands, Random random)
            throws Exception {
        List<CompletableFuture<String>> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Consumer<CommandContext> command = commands.get(random.nextInt(commands.size()));
            runs.add(Background.start(() -> {
                try {
                    command.accept(context);
                    return "";
                } catch (EvoluaException e) {
                    return String.valueOf(e.getMessage());
                }
            }));
        }
        for (CompletableFuture<String> run : runs) {
            assertThat(run.get(60, TimeUnit.SECONDS)).doesNotContain("reports an error", "cannot be written");
        }
    }

    /** Stamps say what is not so; where scripts change nothing, whatever they say is true. */
    @Test
    void five_stamp_and_go_up_and_down_at_once(@TempDir Path folder) throws Exception {
        Random random = new Random(20260301);
        try (Project project = new Project(folder)) {
            for (int i = 1; i <= 4; i++) {
                project.revision(Integer.toString(i), "nothing", "select " + i + ";", "select -" + i + ";");
            }
            for (int round = 0; round < 4; round++) {
                atOnce(
                        project.context,
                        List.of(
                                context -> new Upgrade(context).run("head"),
                                context -> new Downgrade(context).run("base"),
                                context -> new Stamp(context).run(List.of("2"), false),
                                context -> new Stamp(context).run(List.of("head"), true),
                                context -> new RepairHistory(context).run(REPAIR)),
                        random);
                Fault.AT_ONCE.tried(() -> {
                    assertThat(project.query("select installed_rank, count(*) from flyway_schema_history"
                                    + " group by 1 having count(*) > 1"))
                            .isEmpty();
                    project.upgrade("head");
                    assertThat(project.current()).containsExactly("4");
                });
            }
        }
    }

    /** Scripts that are transactions: Flyway waits for its turn. */
    @Test
    void flyway_and_evolua_begin_at_once_and_both_finish(@TempDir Path folder) throws Exception {
        try (Project project = new Project(folder)) {
            for (int i = 1; i <= 6; i++) {
                project.table(Integer.toString(i), "t" + i);
            }
            for (boolean transactionalLock : new boolean[] {true, false}) {
                CompletableFuture<Integer> flyway = Background.start(
                        () -> flyway(project, transactionalLock).migrate().migrationsExecuted);
                CompletableFuture<List<String>> evolua = Background.start(() -> project.upgrade("head"));
                int applied = evolua.get(60, TimeUnit.SECONDS).size();
                assertThat(applied + flyway.get(60, TimeUnit.SECONDS)).isEqualTo(6);
                Fault.FLYWAY.tried(() -> assertThat(project.tables()).hasSize(6));

                CompletableFuture<Integer> up = Background.start(
                        () -> flyway(project, transactionalLock).migrate().migrationsExecuted);
                CompletableFuture<List<String>> down = Background.start(() -> project.downgrade("base"));
                up.get(60, TimeUnit.SECONDS);
                down.get(60, TimeUnit.SECONDS);
                Fault.FLYWAY.tried(() -> {
                    List<String> current = project.current();
                    assertThat(project.tables()).hasSize(current.isEmpty() ? 0 : Integer.parseInt(current.get(0)));
                    flyway(project, transactionalLock).migrate();
                    flyway(project, transactionalLock).validate();
                    assertThat(project.tables()).hasSize(6);
                    assertThat(project.current()).containsExactly("6");
                });
                project.downgrade("base");
            }
        }
    }

    @Test
    void flyway_runs_at_the_same_time() throws Exception {
        for (int round = 0; round < 3; round++) {
            CompletableFuture<Integer> flyway =
                    Background.start(() -> flyway(rig.project, false).migrate().migrationsExecuted);
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
            flyway(rig.project, false).validate();
            rig.reset();
        }
    }

    private static Flyway flyway(Project project, boolean transactionalLock) {
        var configuration = Flyway.configure()
                .dataSource(project.database.jdbcUrl(), null, null)
                .locations("filesystem:" + project.scripts.resolve("migration"));
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(transactionalLock);
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
