package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.RepairHistory;
import io.evolua.engine.command.RunResult;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not finished, edited or missing, as open-source Flyway sees it, and a history that one of the two repaired. */
class FlywayRepairTest {

    private Path scripts;
    private TestDatabase database;
    private CommandContext context;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        scripts = folder;
        database = TestDatabase.create();
        context = CommandContext.of(scripts).withDatabase(DatabaseUrl.parse(database.url()));
        write("migration/V1__a.sql", "create table a (id int, b int);");
        write("undo/U1__a.sql", "drop table a;");
        write(
                "migration/V2__i.sql",
                "create index concurrently a_id on a (id);\ncreate unique index concurrently a_b on a (b);");
        write(
                "undo/U2__i.sql",
                "drop index concurrently a_b;\ndrop index concurrently missing;\ndrop index concurrently a_id;");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void an_unfinished_script_is_a_failed_one_until_it_is_finished() {
        stopInTheMiddle();
        Flyway flyway = flyway();
        assertThat(states(flyway)).containsExactly(MigrationState.SUCCESS, MigrationState.FAILED);
        assertThatThrownBy(flyway::validate).hasMessageContaining("Detected failed migration to version 2");
        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);
        database.run("delete from a");
        assertThat(upgrade()).containsExactly("2");
        flyway.validate();
        assertThat(states(flyway)).containsExactly(MigrationState.SUCCESS, MigrationState.SUCCESS);
    }

    @Test
    void flyways_repair_forgets_it() {
        stopInTheMiddle();
        flyway().repair();
        database.run("delete from a; drop index a_id");
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void an_unfinished_way_down_stops_flyway_too() {
        upgrade();
        assertThatThrownBy(() -> new Downgrade(context).run("-1")).hasMessageContaining("U2__i.sql:2");
        assertThatThrownBy(() -> flyway().validate()).hasMessageContaining("Detected failed migration to version 2");
        assertThatThrownBy(() -> flyway().migrate()).isInstanceOf(FlywayException.class);
        database.run("create index missing on a (id)");
        new Downgrade(context).run("-1");
        flyway("*:pending").validate();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void what_failed_in_flyway_is_removed_by_repair() {
        write("migration/V1__a.sql", "create table a (id int, b int);\ninsert into a values (1, 1), (2, 1);");
        assertThatThrownBy(() -> flyway().migrate()).isInstanceOf(FlywayException.class);
        assertThatThrownBy(this::upgrade)
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "Version 2 (V2__i.sql) is recorded as failed, by postgres on 2", "evolua repair");
        assertThat(repair(false)).containsExactly("removed V2__i.sql: it was recorded as failed");
        database.run("delete from a; drop index a_id");
        // The INVALID index that Flyway left goes by itself.
        assertThat(upgrade()).containsExactly("2");
        flyway().validate();
    }

    @Test
    void an_edited_script_is_accepted_by_repair_and_flyway_agrees() {
        upgrade();
        write("migration/V1__a.sql", "create table a (id int, b int, c int);");
        assertThatThrownBy(() -> flyway().validate()).isInstanceOf(FlywayException.class);
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll("V1__a.sql was edited after postgres applied it on 2", "evolua repair");
        assertThat(repair(false))
                .singleElement()
                .asString()
                .matches("realigned V1__a.sql: checksum -?\\d+ becomes -?\\d+");
        flyway().validate();
        assertThat(upgrade()).isEmpty();
        assertThat(repair(true)).isEmpty();
    }

    @Test
    void another_description_is_realigned_as_flyway_does_it() throws IOException {
        upgrade();
        Files.move(scripts.resolve("migration/V1__a.sql"), scripts.resolve("migration/V1__the_first.sql"));
        Files.move(scripts.resolve("undo/U1__a.sql"), scripts.resolve("undo/U1__the_first.sql"));
        assertThat(repair(false)).containsExactly("realigned V1__a.sql: description \"a\" becomes \"the first\"");
        flyway().validate();
    }

    @Test
    void a_missing_script_is_recorded_as_deleted_only_on_demand_and_flyway_agrees() throws IOException {
        upgrade();
        Files.delete(scripts.resolve("migration/V1__a.sql"));
        Files.delete(scripts.resolve("undo/U1__a.sql"));
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll("its script V1__a.sql is missing", "evolua repair --delete-missing");
        assertThat(repair(false)).isEmpty();
        assertThat(repair(true)).containsExactly("deleted V1__a.sql: its script is missing");
        flyway().validate();
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void a_database_ahead_of_the_scripts_says_so_with_both_ways_out() throws IOException {
        upgrade();
        Files.delete(scripts.resolve("migration/V2__i.sql"));
        Files.delete(scripts.resolve("undo/U2__i.sql"));
        assertThatThrownBy(this::upgrade)
                .hasMessageContainingAll(
                        "ahead of these scripts: V2__i.sql", "scripts of the newer version", "--delete-missing");
    }

    private void stopInTheMiddle() {
        new Upgrade(context).run("1");
        database.run("insert into a values (1, 1), (2, 1)");
        assertThatThrownBy(this::upgrade).hasMessageContaining("V2__i.sql:2");
    }

    private List<String> upgrade() {
        return new Upgrade(context)
                .run("head").steps().stream().map(RunResult.Step::id).toList();
    }

    private List<String> repair(boolean deleteMissing) {
        return new RepairHistory(context)
                .run(new Repair.Wish(deleteMissing, false, Optional.empty())).changes().stream()
                        .map(each -> each.action() + " " + each.script() + ": " + each.detail())
                        .toList();
    }

    private Flyway flyway(String... ignored) {
        var configuration = Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("filesystem:" + scripts.resolve("migration"))
                .ignoreMigrationPatterns(ignored);
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static List<MigrationState> states(Flyway flyway) {
        return Arrays.stream(flyway.info().all()).map(info -> info.getState()).toList();
    }

    private void write(String file, String text) {
        try {
            Path path = scripts.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
