package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.Repair;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that run outside a transaction: what is left when they do not reach their end, and how the next run goes on. */
class SteppedScriptTest {

    private static final String UNFINISHED =
            "select version, type, execution_time from flyway_schema_history where not success";

    private final List<String> remarks = new ArrayList<>();
    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.table("1", "a");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void an_index_that_cannot_be_built_leaves_nothing_behind() {
        project.revision("2", "index", "create unique index concurrently a_id on a (id);", "");
        project.upgrade("1");
        project.database.run("insert into a values (1), (1)");
        refused("could not create unique index", "Nothing of this script remains.");
        assertThat(project.query("select to_regclass('a_id')")).containsExactly("null");
        assertThat(project.query(UNFINISHED)).isEmpty();
        project.database.run("delete from a");
        assertThat(project.upgrade("head")).containsExactly("2");
    }

    @Test
    void after_an_error_in_the_middle_the_next_run_goes_on_there() {
        two();
        project.database.run("insert into a values (1, 1), (2, 1)");
        refused("V2__indexes.sql:2", "the history says so. The next run goes on here");
        assertThat(project.query(UNFINISHED)).containsExactly("2 SQL -4");
        assertThat(project.query("select to_regclass('a_b')")).containsExactly("null");
        assertThat(project.current()).containsExactly("1");
        project.database.run("delete from a");
        assertThat(upgrade()).containsExactly("2");
        assertThat(remarks).containsExactly(going("V2__indexes.sql"));
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL");
        assertThat(project.query("select success, execution_time >= 0 from flyway_schema_history"))
                .containsOnly("t t");
    }

    @Test
    void what_was_begun_and_is_there_counts_as_done() {
        two();
        project.database.run("create index a_id on a (id)");
        begun("2", "V2__indexes.sql", 1);
        assertThat(upgrade()).containsExactly("2");
        assertThat(remarks).hasSize(2);
        assertThat(remarks.get(1)).contains("V2__indexes.sql:1", "was done already: the index a_id is there and valid");
        assertThat(valid("a_b")).isTrue();
    }

    @Test
    void what_was_begun_and_is_not_there_is_run() {
        two();
        begun("2", "V2__indexes.sql", 1);
        assertThat(upgrade()).containsExactly("2");
        assertThat(valid("a_id") && valid("a_b")).isTrue();
    }

    @Test
    void an_invalid_index_is_dropped_and_built_again() {
        two();
        project.database.run("create index a_id on a (id); update pg_index set indisvalid = false"
                + " where indexrelid = 'a_id'::regclass");
        begun("2", "V2__indexes.sql", 1);
        assertThat(upgrade()).containsExactly("2");
        assertThat(remarks).contains("Found half done: the index a_id was INVALID and is dropped.");
        assertThat(valid("a_id")).isTrue();
    }

    @Test
    void an_invalid_index_of_somebody_elses_run_goes_too_also_where_the_script_would_pass_over_it() {
        project.revision("2", "index", "create index concurrently if not exists \"a Id\" on public . a (id);", "");
        project.upgrade("1");
        project.database.run("create index \"a Id\" on a (id); update pg_index set indisvalid = false"
                + " where indexrelid = '\"a Id\"'::regclass");
        assertThat(upgrade()).containsExactly("2");
        assertThat(valid("\"a Id\"")).isTrue();
    }

    @Test
    void a_name_that_something_else_has_is_the_servers_error_and_no_crash_makes_it_ours() {
        project.revision("2", "index", "create index concurrently b on a (id);", "");
        project.upgrade("1");
        project.database.run("create table other (id int); create index b on other (id)");
        refused("relation \"b\" already exists", "Nothing of this script remains.");
        project.database.run("drop table other; create index b on a (id)");
        refused("relation \"b\" already exists");
        assertThat(project.query(UNFINISHED)).isEmpty();
    }

    @Test
    void a_name_that_postgresql_chooses_cannot_be_recognised() {
        project.revision("2", "index", "create index concurrently on a (id);", "drop index concurrently a_id_idx;");
        project.upgrade("1");
        begun("2", "V2__index.sql", 1);
        refused("V2__index.sql:1", "nothing shows whether", "--resume-at 1", "--resume-at 2");
        project.database.run("create index on a (id)");
        assertThat(repair(false, false, 2)).containsExactly("resumed V2__index.sql");
        assertThat(upgrade()).containsExactly("2");
        assertThat(project.query("select count(*) from pg_index where indrelid = 'a'::regclass"))
                .containsExactly("1");
    }

    @Test
    void the_way_down_too() {
        two();
        project.upgrade("head");
        refusedDown("U2__indexes.sql:2", "The next run goes on here");
        assertThat(project.query(UNFINISHED)).containsExactly("2 SQL -4");
        assertThat(project.current()).containsExactly("2");
        refused("U2__indexes.sql was begun", "Finish it first: evolua downgrade 1", "--abandon");
        assertThatThrownBy(() -> new Current(project.context).requireAgreement())
                .hasMessageContaining("U2__indexes.sql was begun");
        assertThat(new Current(project.context).run().unfinished()).containsExactly("U2__indexes.sql");
        assertThat(new Current(project.context).run().upToDate()).isFalse();
        project.database.run("create index missing on a (id)");
        assertThat(project.downgrade("-1")).containsExactly("2");
        assertThat(project.history()).containsExactly("1 1 SQL", "2 2 SQL", "3 2 DELETE");
        assertThat(project.query("select script from flyway_schema_history where version = '2'"))
                .containsOnly("V2__indexes.sql");
        assertThat(upgrade()).containsExactly("2");
    }

    @Test
    void a_way_up_that_is_not_finished_must_be_finished_before_anything_else() {
        two();
        project.table("3", "c");
        begun("2", "V2__indexes.sql", 1);
        assertThatThrownBy(() -> project.downgrade("base"))
                .hasMessageContainingAll("V2__indexes.sql was begun", "Finish it first: evolua upgrade 2");
        assertThat(project.upgrade("head")).containsExactly("2", "3");
    }

    @Test
    void an_ordinary_statement_is_done_together_with_its_mark() {
        project.up("2", "mixed", """
                        set search_path = public;
                        insert into a values (1);
                        create index concurrently a_id on a (id);
                        set role nobody_at_all;
                        insert into a values (2);
                        """).file("migration/V2__mixed.sql.conf", "executeInTransaction=false");
        refused("role \"nobody_at_all\" does not exist", "The next run goes on here");
        assertThat(project.query(UNFINISHED)).containsExactly("2 SQL -8");
        project.database.run("create role nobody_at_all; grant all on a to nobody_at_all");
        assertThat(upgrade()).containsExactly("2");
        assertThat(project.query("select id from a order by 1")).containsExactly("1", "2");
        assertThat(project.query("select distinct installed_by from flyway_schema_history"))
                .containsExactly("postgres");
        project.database.run("drop owned by nobody_at_all; drop role nobody_at_all");
    }

    @Test
    void a_procedure_may_commit_and_is_not_run_twice_without_being_asked() {
        project.up(
                        "2",
                        "call",
                        "create procedure p() language plpgsql as $$ begin insert into a values (1); commit; end $$;\ncall p();")
                .file("migration/V2__call.sql.conf", "executeInTransaction=false");
        assertThat(upgrade()).containsExactly("1", "2");
        assertThat(project.query("select * from a")).containsExactly("1");
        project.up("3", "again", "call p();").file("migration/V3__again.sql.conf", "executeInTransaction=false");
        begun("3", "V3__again.sql", 1);
        refused("V3__again.sql:1: call p()", "nothing shows whether it was carried out");
        repair(false, false, 1);
        assertThat(upgrade()).containsExactly("3");
    }

    @Test
    void a_new_value_of_an_enum_used_at_once_is_named_as_what_it_is() {
        project.database.run("create type mood as enum ('sad')");
        project.revision("2", "mood", "alter type mood add value 'ok';\ncreate table m as select 'ok'::mood as m;", "");
        refused("V2__mood.sql:2", "unsafe use of new value", "revision of its own", "executeInTransaction=false");
        project.file("migration/V2__mood.sql.conf", "executeInTransaction=false");
        assertThat(upgrade()).containsExactly("2");
        assertThat(project.query("select * from m")).containsExactly("ok");
    }

    @Test
    void a_partition_that_was_being_detached_is_finalized() {
        project.up(
                "2",
                "parts",
                "create table p (id int) partition by range (id); create table p1 partition of p"
                        + " for values from (1) to (2)");
        project.up("3", "detach", "alter table p detach partition p1 concurrently;");
        project.upgrade("2");
        begun("3", "V3__detach.sql", 1);
        project.database.run("update pg_inherits set inhdetachpending = true where inhrelid = 'p1'::regclass");
        assertThat(upgrade()).containsExactly("3");
        assertThat(remarks).contains("Found half done: p1 was being detached; that is finished.");
        assertThat(project.query("select * from pg_inherits where inhrelid = 'p1'::regclass"))
                .isEmpty();
    }

    @Test
    void what_harms_nobody_is_run_again_and_left_copies_go() {
        project.up("2", "index", "create index a_id on a (id);");
        project.up(
                "3",
                "reindex",
                "reindex (verbose) table concurrently a;\nvacuum (analyze) a;\nreindex index concurrently a_id;");
        project.upgrade("2");
        begun("3", "V3__reindex.sql", 1);
        project.database.run("create index a_id_ccnew on a (id); update pg_index set indisvalid = false"
                + " where indexrelid = 'a_id_ccnew'::regclass");
        assertThat(upgrade()).containsExactly("3");
        assertThat(remarks).anyMatch(remark -> remark.contains("a_id_ccnew, a copy that was left behind, is dropped"));
        assertThat(project.query("select to_regclass('a_id_ccnew')")).containsExactly("null");
    }

    @Test
    void databases_and_dropped_indexes_are_recognised() {
        String name = project.database.name() + "_more";
        project.up(
                "2",
                "more",
                "create database " + name + ";\ndrop index concurrently a_id;\ndrop database " + name + ";");
        project.upgrade("1");
        project.database.run("create index a_id on a (id)");
        project.database.run("create database " + name);
        begun("2", "V2__more.sql", 1);
        assertThat(upgrade()).containsExactly("2");
        assertThat(remarks).anyMatch(remark -> remark.contains("there is the database " + name));
        assertThat(project.query("select datname from pg_database where datname = '" + name + "'"))
                .isEmpty();
        project.up("3", "drop", "drop index concurrently a_gone;");
        begun("3", "V3__drop.sql", 1);
        assertThat(upgrade()).containsExactly("3");
        assertThat(remarks).anyMatch(remark -> remark.contains("there is no index a_gone"));
    }

    @Test
    void an_edited_script_that_is_not_finished_is_accepted_only_by_repair() {
        two();
        project.database.run("insert into a values (1, 1), (2, 1)");
        refused("V2__indexes.sql:2");
        project.up(
                "2", "indexes", "create index concurrently a_id on a (id);\ncreate index concurrently a_b on a (b);");
        refused("V2__indexes.sql was edited after it was begun", "1 statement is done", "evolua repair");
        assertThat(repair(false, false, 0)).containsExactly("realigned V2__indexes.sql");
        assertThat(upgrade()).containsExactly("2");
        assertThat(valid("a_b")).isTrue();
    }

    @Test
    void what_is_not_finished_is_forgotten_on_demand() {
        two();
        begun("2", "V2__indexes.sql", 1);
        assertThat(repair(false, false, 0)).isEmpty();
        assertThat(repair(false, true, 0)).containsExactly("removed V2__indexes.sql");
        assertThat(project.query(UNFINISHED)).isEmpty();
    }

    @Test
    void a_stamp_says_so_of_what_is_not_finished_too() {
        two();
        begun("2", "V2__indexes.sql", 1);
        assertThat(project.stamp("2")).containsExactly("2");
        assertThat(project.query(UNFINISHED)).isEmpty();
        assertThat(upgrade()).isEmpty();
    }

    @Test
    void repair_wants_a_statement_that_there_is() {
        two();
        assertThatThrownBy(() -> repair(false, false, 1)).hasMessageContaining("there is nothing to resume");
        begun("2", "V2__indexes.sql", 1);
        assertThatThrownBy(() -> repair(false, false, 4)).hasMessageContaining("has 2 statements", "1 to 3");
        repair(false, false, 3);
        assertThat(upgrade()).containsExactly("2");
        assertThat(project.query("select to_regclass('a_id')")).containsExactly("null");
    }

    @Test
    void the_lock_of_the_run_is_not_discarded() {
        project.up("2", "discard", "discard all;");
        refused("V2__discard.sql:1", "the lock that keeps other migrations out");
    }

    private void two() {
        project.database.run("create table a (id int, b int)");
        project.file("migration/V1__create_a.sql", "select 1;").upgrade("1");
        project.revision(
                "2",
                "indexes",
                "create index concurrently a_id on a (id);\ncreate unique index concurrently a_b on a (b);",
                "drop index concurrently a_b;\ndrop index concurrently missing;\ndrop index concurrently if exists a_id;");
    }

    /** As a process leaves it that dies within a statement. */
    private void begun(String version, String script, int statement) {
        project.query("insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) select max(installed_rank) + 1, '" + version
                + "', 'x', 'SQL', '"
                + script + "', " + checksum(script) + ", 'me', " + (-2 * statement - 1)
                + ", false from flyway_schema_history returning 1");
    }

    private @Nullable Integer checksum(String script) {
        return project.context.loadScripts().graph().order().stream()
                .filter(revision -> revision.up().name().equals(script))
                .findFirst()
                .orElseThrow()
                .up()
                .checksum();
    }

    private boolean valid(String index) {
        return project.query("select indisvalid from pg_index where indexrelid = '" + index + "'::regclass")
                .equals(List.of("t"));
    }

    private static String going(String script) {
        return "Going on with " + script + ", which a run before this one did not finish.";
    }

    private List<String> upgrade() {
        remarks.clear();
        return Project.ids(new Upgrade(project.context.withListener(new RunListener() {
                    @Override
                    public void remark(String message) {
                        remarks.add(message.replace(project.scripts + "/migration/", ""));
                    }
                }))
                .run("head"));
    }

    private List<String> repair(boolean deleteMissing, boolean abandon, int resumeAt) {
        var wish = new Repair.Wish(deleteMissing, abandon, Optional.of(resumeAt).filter(at -> at > 0));
        return new RepairHistory(project.context)
                .run(wish).changes().stream()
                        .map(change -> change.action() + " " + change.script())
                        .toList();
    }

    private void refused(String... words) {
        assertThatThrownBy(() -> project.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(words);
    }

    private void refusedDown(String... words) {
        assertThatThrownBy(() -> project.downgrade("-1"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(words);
    }
}
