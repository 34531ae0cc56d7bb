package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run over many schemas that is killed, or asked to stop, in its middle. */
@ExtendWith(Fault.Reported.class)
class TenantFaultsTest {

    private static final int TENANTS = 4;
    private static final int STATEMENTS_OF_EACH = 5;

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.revision(
                "1", "users", "create table users (id int); insert into users values (1);", "drop table users;");
        project.revision("2", "index", "create index concurrently users_id on users (id);", "drop index users_id;");
        project.revision("3", "name", "alter table users add name text; update users set name = 'x';", "select 1;");
        for (int i = 1; i <= TENANTS; i++) {
            project.database.run("create schema tenant_" + i);
        }
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void killed_at_some_statements() throws Exception {
        kill(List.of(8));
    }

    @Test
    @Tag("nightly")
    void killed_at_every_statement() throws Exception {
        kill(IntStream.rangeClosed(1, TENANTS * STATEMENTS_OF_EACH).boxed().toList());
    }

    private void kill(List<Integer> statements) throws Exception {
        for (int statement : statements) {
            try (Victim victim = Victim.start(project, "tenants", statement)) {
                victim.awaitLine(KilledUpgrade.WAITS);
                victim.kill();
            }
            Fault.TENANTS.tried(() -> {
                awaitNobody();
                List<ForAll.Outcome<RunResult>> outcomes = upgrade(RunListener.SILENT);
                assertThat(outcomes).hasSize(TENANTS).noneMatch(ForAll.Outcome::failed);
                allAreUp("killed at statement " + statement);
            });
            for (int i = 1; i <= TENANTS; i++) {
                project.database.run("drop schema tenant_" + i + " cascade; create schema tenant_" + i);
            }
        }
    }

    @Test
    void asked_to_stop_no_more_of_them_are_begun() {
        List<String> begun = new ArrayList<>();
        List<ForAll.Outcome<RunResult>> outcomes = upgrade(new RunListener() {
            @Override
            public synchronized void started(Step step) {
                begun.add(step.toString());
            }

            @Override
            public synchronized boolean stopRequested() {
                return !begun.isEmpty();
            }
        });
        assertThat(begun).hasSize(1);
        assertThat(outcomes)
                .extracting(ForAll.Outcome::tenant)
                .containsExactly("tenant_1", "tenant_2", "tenant_3", "tenant_4");
        assertThat(outcomes.stream().filter(outcome -> outcome.notDone().isPresent()))
                .hasSize(TENANTS - 1)
                .noneMatch(ForAll.Outcome::failed);
        assertThat(outcomes.stream().flatMap(outcome -> outcome.result().stream()))
                .singleElement()
                .matches(RunResult::stopped);
        assertThat(project.query("select 1 from pg_tables where tablename = 'flyway_schema_history'"))
                .as("who is not begun is not touched")
                .hasSize(1);
        assertThat(upgrade(RunListener.SILENT)).noneMatch(ForAll.Outcome::failed);
        allAreUp("asked to stop");
    }

    /** One at a time. */
    private List<ForAll.Outcome<RunResult>> upgrade(RunListener listener) {
        return new ForAll(project.context.withListener(listener), 1)
                .run(
                        new Tenants(Optional.of(DatabaseUrl.parse(project.database.url())), project.scripts)
                                .of(List.of("schema:tenant_*")),
                        each -> new Upgrade(each).run("head"),
                        outcome -> {});
    }

    private void allAreUp(String words) {
        List<String> catalog = CatalogDump.of(project.database);
        for (int i = 1; i <= TENANTS; i++) {
            String schema = "tenant_" + i;
            assertThat(catalog.stream()
                            .filter(line -> line.contains(schema))
                            .map(line -> line.replace(schema, "tenant_1")))
                    .as(words + ": " + schema)
                    .containsExactlyElementsOf(catalog.stream()
                            .filter(line -> line.contains("tenant_1"))
                            .toList());
            assertThat(project.query("select version from " + schema
                            + ".flyway_schema_history where success order by installed_rank"))
                    .as(words)
                    .containsExactly("1", "2", "3");
            assertThat(project.query("select id, name from " + schema + ".users"))
                    .as(words)
                    .containsExactly("1 x");
        }
    }

    private void awaitNobody() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!project.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("somebody is still connected").isLessThan(end);
        }
    }
}
