package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.table("1", "a").table("2", "b").table("3", "c");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void up_and_down_and_up_again() {
        assertThat(project.upgrade("head")).containsExactly("1", "2", "3");
        assertThat(project.tables()).containsExactly("a", "b", "c");
        assertThat(project.upgrade("head")).isEmpty();
        assertThat(project.downgrade("-1")).containsExactly("3");
        assertThat(project.tables()).containsExactly("a", "b");
        assertThat(project.downgrade("create_a")).containsExactly("2");
        assertThat(project.upgrade("+1")).containsExactly("2");
        assertThat(project.current()).containsExactly("2");
        assertThat(project.downgrade("base")).containsExactly("2", "1");
        assertThat(project.tables()).isEmpty();
        assertThat(project.downgrade("base")).isEmpty();
        assertThat(project.history())
                .containsExactly(
                        "1 1 SQL",
                        "2 2 SQL",
                        "3 3 SQL",
                        "4 3 DELETE",
                        "5 2 DELETE",
                        "6 2 SQL",
                        "7 2 DELETE",
                        "8 1 DELETE");
    }

    @Test
    void G082_current_creates_no_table() {
        assertThat(project.current()).isEmpty();
        assertThat(project.query("select to_regclass('flyway_schema_history')")).containsExactly("null");
    }

    @Test
    void G125_a_failing_script_leaves_nothing_and_shows_file_line_and_the_servers_error() {
        project.revision(
                "4", "broken", "create table d (id int);\n\ninsert into d\nvalues ('x');\ncreate table e ();", "");
        refused(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("V4__broken.sql:4: insert into d values ('x')")
                .hasMessageContaining("ERROR: invalid input syntax for type integer: \"x\" (SQLSTATE 22P02)")
                .hasMessageContaining("Nothing of this script remains.");
        assertThat(project.tables()).containsExactly("a", "b", "c");
        assertThat(project.history()).hasSize(3);
    }

    @Test
    void detail_hint_and_context_of_the_server_are_shown() {
        project.revision(
                "4",
                "broken",
                "do $$ begin\n raise exception 'no' using detail = 'because', hint = 'do that'; end $$;",
                "");
        refused(() -> project.upgrade("head"))
                .hasMessageContainingAll("ERROR: no", "Detail: because", "Hint: do that", "Where: PL/pgSQL");
    }

    @Test
    void a_deferred_constraint_that_fails_at_commit_leaves_nothing() {
        project.revision(
                "4",
                "deferred",
                "create table p (id int primary key); create table q (p int references p deferrable initially deferred);"
                        + " insert into q values (1);",
                "");
        refused(() -> project.upgrade("head"))
                .hasMessageContaining("V4__deferred.sql: all statements ran, and committing them failed")
                .hasMessageContaining("violates foreign key constraint");
        assertThat(project.tables()).containsExactly("a", "b", "c");
        assertThat(project.history()).hasSize(3);
    }

    @Test
    void each_script_finds_the_session_as_it_was() {
        project.database.run("create schema other; create role worker; grant all on schema public to worker");
        project.revision(
                "4",
                "leaves_traces",
                "set search_path = other; set role worker; set lock_timeout = '7s'; create temp table t (a int);"
                        + " set session characteristics as transaction read only;",
                "select 1");
        project.revision(
                "5",
                "sees_none",
                "create table seen as select current_schema() s, current_user u, current_setting('lock_timeout') l,"
                        + " to_regclass('t')::text t",
                "drop table seen");
        project.upgrade("head");
        assertThat(project.query("select * from seen")).containsExactly("public postgres 5s null");
        assertThat(project.query("select installed_by from flyway_schema_history where version = '4'"))
                .containsExactly("postgres");
        project.database.run("drop owned by worker; drop role worker");
    }

    @Test
    void timeouts_are_set_for_every_script() {
        project.revision("4", "first", "create table x as select current_setting('lock_timeout') l", "drop table x");
        project.revision("5", "second", "create table y as select current_setting('statement_timeout') s", "");
        var settings = project.context
                .settings()
                .withLockTimeout(Duration.ofSeconds(3))
                .withStatementTimeout(Duration.ofMinutes(2));
        new Upgrade(project.context.withSettings(settings)).run("head");
        assertThat(project.query("select l, s from x, y")).containsExactly("3s 2min");
    }

    @Test
    void an_edited_script_is_refused() {
        project.upgrade("head");
        project.up("2", "create_b", "create table b (id bigint);");
        refused(() -> project.upgrade("head"))
                .hasMessageContainingAll("V2__create_b.sql was edited after postgres applied it", "evolua repair");
        refused(() -> project.downgrade("-1")).hasMessageContaining("V2__create_b.sql was edited");
        project.stamp("1");
        assertThat(project.stamp("head")).containsExactly("2", "3");
        assertThat(project.upgrade("head")).isEmpty();
    }

    @Test
    void line_ends_and_a_byte_order_mark_do_not_count_as_edits() {
        project.up("4", "two_lines", "select 1;\nselect 2;\n");
        project.upgrade("head");
        project.up("4", "two_lines", "\uFEFFselect 1;\r\nselect 2;");
        assertThat(project.upgrade("head")).isEmpty();
    }

    @Test
    void a_missing_script_is_refused_and_a_database_ahead_is_called_so() {
        project.upgrade("head");
        project.delete("migration/V2__create_b.sql").delete("undo/U2__create_b.sql");
        refused(() -> project.upgrade("head"))
                .hasMessageContaining("Version 2 is applied, and its script V2__create_b.sql is missing");
        project.table("2", "b").delete("migration/V3__create_c.sql").delete("undo/U3__create_c.sql");
        refused(() -> project.upgrade("head"))
                .hasMessageContaining("The database is ahead of these scripts: V3__create_c.sql is applied");
    }

    @Test
    void a_late_script_is_refused_unless_allowed() {
        project.upgrade("head");
        project.table("2.5", "late");
        refused(() -> project.upgrade("head"))
                .hasMessageContainingAll("2.5 create_late is older than 3", "--out-of-order");
        var allowed = project.context.withSettings(project.context.settings().withOutOfOrder(true));
        assertThat(Project.ids(new Upgrade(allowed).run("head"))).containsExactly("2.5");
    }

    @Test
    void a_missing_undo_script_is_refused_before_anything_runs() {
        project.up("4", "one_way", "create table d ();").table("5", "e");
        project.upgrade("head");
        refused(() -> project.downgrade("3"))
                .hasMessageContainingAll("4 one_way cannot be taken back", "undo/U4__one_way.sql", "Nothing was run");
        assertThat(project.tables()).contains("d", "e");
    }

    @Test
    void targets_that_lead_nowhere() {
        project.upgrade("2");
        refused(() -> project.upgrade("+2")).hasMessageContaining("only 1 can be applied");
        refused(() -> project.downgrade("-3")).hasMessageContaining("only 2 can be taken back");
        refused(() -> project.downgrade("3")).hasMessageContainingAll("3 create_c: it is not applied", "2 create_b");
        refused(() -> project.upgrade("create_d"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("no revision \"create_d\"", "create_a, create_b, create_c");
        refused(() -> project.upgrade("-1")).isInstanceOf(UsageException.class);
        refused(() -> project.downgrade("+1")).isInstanceOf(UsageException.class);
        assertThat(project.upgrade("1")).isEmpty();
    }

    @Test
    void two_heads_are_refused_with_the_choices() {
        project.revision("4", "left", "-- revises: 3\nselect 1", "select 1");
        project.revision("5", "right", "-- revises: 3\nselect 1", "select 1");
        refused(() -> project.upgrade("head")).hasMessageContaining("There are 2 heads: 4 left, 5 right");
        assertThat(project.upgrade("+3")).containsExactly("1", "2", "3");
        refused(() -> project.upgrade("+1")).hasMessageContaining("any of 4 left, 5 right");
        assertThat(project.upgrade("heads")).containsExactly("4", "5");
        assertThat(project.current()).containsExactly("4", "5");
        refused(() -> project.downgrade("-1")).hasMessageContaining("any of 4 left, 5 right");
        assertThat(project.downgrade("create_c")).containsExactly("5", "4");
    }

    @Test
    void stamp_writes_rows_and_runs_nothing() {
        assertThat(project.stamp("2")).containsExactly("1", "2");
        assertThat(project.tables()).isEmpty();
        assertThat(project.current()).containsExactly("2");
        assertThat(project.stamp("head")).containsExactly("3");
        assertThat(project.stamp("head")).isEmpty();
        assertThat(project.stamp("1")).containsExactly("3", "2");
        assertThat(project.stamp("base")).containsExactly("1");
        assertThat(project.history())
                .containsExactly("1 1 SQL", "2 2 SQL", "3 3 SQL", "4 3 DELETE", "5 2 DELETE", "6 1 DELETE");
    }

    @Test
    void an_index_built_concurrently_runs_outside_a_transaction() {
        project.revision(
                "4",
                "index",
                "set lock_timeout = '5s';\n-- no lock\ncreate index concurrently a_id on a (id);",
                "drop index concurrently a_id;");
        project.upgrade("head");
        assertThat(project.query("select indisvalid from pg_index where indexrelid = 'a_id'::regclass"))
                .containsExactly("t");
        project.downgrade("-1");
        assertThat(project.query("select to_regclass('a_id')")).containsExactly("null");
    }

    @Test
    void what_runs_only_outside_a_transaction_is_not_mixed_with_the_rest() {
        project.revision("4", "mixed", "create table d (id int);\ncreate index concurrently d_id on d (id);", "");
        refused(() -> project.upgrade("head"))
                .hasMessageContainingAll("V4__mixed.sql:2", "script of its own", "V4__mixed.sql.conf");
        assertThat(project.tables()).isEmpty();
        project.file("migration/V4__mixed.sql.conf", "executeInTransaction=false\n");
        project.upgrade("head");
        assertThat(project.tables()).contains("d");
    }

    @Test
    void transactions_belong_to_the_runner() {
        for (String sql : new String[] {"begin", "commit", "/* x */ End", "ROLLBACK", "start transaction", "abort"}) {
            project.up("4", "control", "select 1;\n" + sql + ";");
            refused(() -> project.upgrade("head"))
                    .hasMessageContainingAll("V4__control.sql:2", "controls the transaction");
        }
        project.up("4", "control", "savepoint a; select 1; rollback to a; release a; rollback to savepoint b;");
        refused(() -> project.upgrade("head")).hasMessageContaining("savepoint \"b\" does not exist");
        assertThat(project.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void no_way_around_the_transaction() {
        project.up("4", "sly", "set standard_conforming_strings = off;\nselect 'a\\''; commit; --';");
        refused(() -> project.upgrade("head")).hasMessageContainingAll("V4__sly.sql:1", "standard_conforming_strings");
        project.up("4", "sly", "create procedure p() language plpgsql as $$ begin commit; end $$;\ncall p();");
        refused(() -> project.upgrade("head"))
                .hasMessageContainingAll("V4__sly.sql:2", "invalid transaction termination");
        assertThat(project.history()).hasSize(3);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(EvoluaException.class);
    }
}
