package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.Psql;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person with psql makes of the script is what the runner makes of a database of its own. */
class OfflineTest {

    private static final String ROWS = "select installed_rank, version, description, type, script, checksum, success"
            + " from flyway_schema_history order by 1";

    private Project online;
    private final TestDatabase byHand = TestDatabase.create();
    private Offline offline;

    @BeforeEach
    void create(@TempDir Path folder) {
        online = new Project(folder);
        online.table("1", "a")
                .revision(
                        "2",
                        "note",
                        "-- message: don't \\ ünder 100%\nalter table a add column note text",
                        "alter table a drop column note;")
                .revision("3", "dump", """
                        select pg_catalog.set_config('search_path', '', false);
                        create table public.b (id int primary key);
                        create function public.f() returns int language plpgsql as $evolua$ begin return 1; end $evolua$;
                        -- guard: no row of b has id null: select count(*) from public.b where id is null
                        alter table public.b alter column id set not null;
                        insert into public.b values (1)
                        """, "drop function f();\ndrop table b;")
                .revision(
                        "4",
                        "index",
                        "create index concurrently a_note on a (note);",
                        "drop index concurrently a_note;")
                .revision(
                        "5",
                        "temp",
                        "set role pg_read_all_data; reset role; create temp table t (); create type mood as enum ('x');",
                        "drop type mood;");
        offline = new Offline(online.context);
    }

    @AfterEach
    void drop() {
        online.close();
        byHand.close();
    }

    @Test
    void G128_G129_an_offline_upgrade_makes_the_same_database() throws Exception {
        String sql = offline.upgrade("head").sql();
        assertThat(sql)
                .containsSubsequence(
                        "-- Running upgrade base -> 1 (create a)",
                        "begin;",
                        "create table a",
                        "insert into \"public\".\"flyway_schema_history\"",
                        "commit;",
                        "-- Running upgrade 1 -> 2 (don't \\ ünder 100%)",
                        "begin;",
                        "commit;")
                .doesNotContain(online.scripts.toString())
                .isEqualTo(offline.upgrade("base:head").sql());
        run(sql);
        online.upgrade("head");
        requireSame();
        flyway().validate();
        assertThat(
                        query(
                                "select count(*) from flyway_schema_history where execution_time < 0 or installed_by <> 'postgres'"))
                .containsExactly("0");
    }

    @Test
    void G127_what_runs_only_outside_a_transaction_is_written_outside() {
        String sql = offline.upgrade("3:4").sql();
        assertThat(sql.substring(sql.indexOf("-- Running")))
                .containsSubsequence(
                        "Outside a transaction",
                        "execution_time = -3",
                        "commit;",
                        "create index concurrently",
                        "begin;");
    }

    @Test
    void in_parts_down_and_up_again() throws Exception {
        run(offline.upgrade(":2").sql());
        run(offline.upgrade("2:+1").sql());
        run(offline.upgrade("dump:head").sql());
        run(offline.downgrade("head:-1").sql());
        run(offline.downgrade("4:2").sql());
        run(offline.upgrade("2:3").sql());
        online.upgrade("head");
        online.downgrade("-1");
        online.downgrade("2");
        online.upgrade("3");
        requireSame();
        run(offline.downgrade("3:base").sql());
        online.downgrade("base");
        requireSame();
    }

    @Test
    void what_the_history_does_not_say_is_refused_and_nothing_is_run() throws Exception {
        assertThat(runs(offline.upgrade("1:2").sql()))
                .contains("There is no public.flyway_schema_history", "1 create_a");
        run(offline.upgrade("3").sql());
        assertThat(runs(offline.upgrade("2").sql())).contains("base", "1 is applied already; 2 is applied already");
        assertThat(runs(offline.upgrade("4:5").sql())).contains("begins at 4 index", "4 is not applied");
        assertThat(runs(offline.downgrade("2:1").sql())).contains("begins at 2 note", "3 is applied already");
        online.up("2", "note", "alter table a add column note varchar");
        assertThat(runs(new Offline(online.context).upgrade("3:4").sql()))
                .contains("2 was edited after it was applied");
        assertThat(query("select count(*) from flyway_schema_history")).containsExactly("3");
        byHand.run("update flyway_schema_history set success = false where version = '3'");
        assertThat(runs(offline.upgrade("3:4").sql())).contains("3 is recorded as failed");
    }

    @Test
    void a_baseline_counts_as_applied_and_cannot_be_taken_back() throws Exception {
        byHand.run("create table a (id int); create table unversioned ()");
        flyway().baseline();
        run(offline.upgrade("1:2").sql());
        assertThat(runs(offline.upgrade("2").sql())).contains("1 is applied already");
        assertThat(runs(offline.downgrade("2:base").sql())).contains("1 is in the baseline and was never run");
    }

    @Test
    void rows_in_the_way_are_found_before_anything_runs_or_before_their_statement() throws Exception {
        online.up("6", "required", """
                create table first_of_all ();
                -- guard: no row of a has note null: select count(*) from a where note is null
                alter table a alter column note set not null;""");
        run(offline.upgrade("5").sql());
        byHand.run("insert into a values (1), (2)");
        String sql = new Offline(online.context).upgrade("5:6").sql();
        assertThat(runs(sql)).contains("V6__required.sql:2: 2 rows are in the way: no row of a has note null");
        String inItsTurn = sql.substring(0, sql.indexOf("\n-- Rows that")) + sql.substring(sql.indexOf("\n-- Running"));
        assertThat(runs(inItsTurn)).contains("V6__required.sql:2: 2 rows are in the way");
        assertThat(query("select to_regclass('first_of_all')")).containsExactly("null");
        byHand.run("update a set note = ''");
        run(sql);
    }

    @Test
    void another_migration_keeps_it_away() throws Exception {
        String sql = offline.upgrade("1").sql();
        String key = sql.replaceAll("(?s).*pg_advisory_unlock\\((\\d+)\\).*", "$1");
        try (Connection connection = byHand.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + key + ")");
            assertThat(runs(sql)).contains("Another migration of public.flyway_schema_history is running");
        }
        assertThat(query("select to_regclass('a')")).containsExactly("null");
    }

    @Test
    void another_default_schema_is_refused_unless_it_is_named() throws Exception {
        byHand.run("create schema app; alter database " + byHand.name() + " set search_path = app");
        assertThat(runs(offline.upgrade("1").sql())).contains("for the schema public", "begins with app");
        run(new Offline(online.context.withHistoryTable("app.flyway_schema_history"))
                .upgrade("1")
                .sql());
        assertThat(query("select to_regclass('app.a') is not null, count(*) from app.flyway_schema_history"))
                .containsExactly("t 1");
    }

    @Test
    void timeouts_hold_for_every_script() {
        var context = online.context.withSettings(online.context
                .settings()
                .withLockTimeout(Duration.ofSeconds(3))
                .withStatementTimeout(Duration.ofMinutes(1)));
        assertThat(new Offline(context)
                        .upgrade("2")
                        .sql()
                        .split("set lock_timeout = 3000;\nset statement_timeout = 60000;", -1))
                .hasSize(4);
    }

    @Test
    void branches_are_named_as_elsewhere() throws Exception {
        online.revision("61", "left", "-- branch: left\n-- revises: 5\ncreate table l ();", "drop table l;")
                .revision("62", "right", "-- branch: right\n-- revises: 5\ncreate table r ();", "drop table r;");
        offline = new Offline(online.context);
        run(offline.upgrade("left@head").sql());
        run(offline.upgrade("5:right@head").sql());
        run(offline.downgrade("left@head:left@-1").sql());
        online.upgrade("heads");
        online.downgrade("left@-1");
        assertThat(CatalogDump.of(byHand)).isEqualTo(CatalogDump.of(online.database));
        assertThatThrownBy(() -> offline.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("2 heads");
    }

    @Test
    void G104_a_stamp_is_written_too_with_one_beginning() throws Exception {
        run(offline.stamp(List.of("3")).sql());
        run(offline.stamp(List.of("3:1")).sql());
        run(offline.stamp(List.of("1:head")).sql());
        online.stamp("3");
        online.stamp("1");
        online.stamp("head");
        requireSame();
        assertThatThrownBy(() -> offline.stamp(List.of("1:3", "2:4")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("begin at 1 create_a and at 2 note");
    }

    @Test
    void G053_a_downgrade_must_say_where_it_begins() {
        for (String target : List.of("1", ":1")) {
            assertThatThrownBy(() -> offline.downgrade(target))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("FROM:TO")
                    .hasMessageContaining("head:1");
        }
        assertThatThrownBy(() -> offline.upgrade("-1:head"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("counts from where the database is");
    }

    @Test
    void G052_a_range_is_refused_where_a_database_says_where_it_is() {
        assertThatThrownBy(() -> online.upgrade("1:3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--sql", "3");
        assertThatThrownBy(() -> online.downgrade("3:1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--sql");
        assertThatThrownBy(() -> online.stamp("1:3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--sql");
    }

    @Test
    void needs_no_database_and_says_if_there_is_nothing_to_do() {
        Offline without = new Offline(CommandContext.of(online.scripts));
        assertThat(without.upgrade("head").steps()).hasSize(5);
        assertThat(without.upgrade("head:head").sql()).isEqualTo("-- Nothing to do from 5 temp on.\n");
    }

    private void requireSame() throws SQLException {
        assertThat(CatalogDump.of(byHand)).isEqualTo(CatalogDump.of(online.database));
        assertThat(query(ROWS)).isEqualTo(online.query(ROWS));
    }

    private void run(String sql) throws Exception {
        assertThat(runs(sql)).isEmpty();
    }

    private String runs(String sql) throws Exception {
        return Psql.run(byHand, sql);
    }

    private List<String> query(String sql) {
        return Project.query(byHand, sql);
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(byHand.jdbcUrl(), null, null)
                .locations("filesystem:" + online.scripts.resolve("migration"))
                .load();
    }
}
