package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.revision.MigrationClasses;
import io.evolua.engine.revision.ScriptFolders;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.JavaSources;
import io.evolua.engine.testing.Project;
import io.evolua.engine.testing.Psql;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script for psql asks the history while it runs: what of it is done, and which repeatable scripts are due. */
class OfflineAgainTest {

    private static final String LOG =
            "create schema other; create table other.log (n serial, what text, tx bigint default txid_current());"
                    + " grant usage on schema other to public; grant insert on other.log to public;"
                    + " grant usage on sequence other.log_n_seq to public";
    private static final String LOGGED =
            "select what, dense_rank() over (order by tx) - dense_rank() over (order by n) from other.log order by n";
    private static final String ROWS = "select installed_rank, version, description, type, script, checksum, success"
            + " from flyway_schema_history order by 1";

    private Project online;
    private TestDatabase byHand = TestDatabase.create();

    @BeforeEach
    void create(@TempDir Path folder) {
        online = new Project(folder.resolve("db"));
        online.table("1", "a");
    }

    @AfterEach
    void drop() {
        online.close();
        byHand.close();
    }

    private Offline offline() {
        return new Offline(online.context);
    }

    @Test
    void callbacks_and_repeatable_scripts_run_at_their_places() throws Exception {
        for (String moment : List.of(
                "beforeValidate",
                "afterValidate",
                "beforeMigrate",
                "createSchema",
                "beforeCreateSchema",
                "beforeEachMigrate",
                "beforeEachMigrateStatement",
                "afterEachMigrateStatement",
                "afterEachMigrate",
                "afterVersioned",
                "beforeRepeatables",
                "afterMigrateApplied",
                "afterMigrate",
                "afterMigrateError",
                "afterMigrateOperationFinish",
                "beforeUndo",
                "beforeEachUndo",
                "beforeEachUndoStatement",
                "afterEachUndoStatement",
                "afterEachUndo",
                "afterUndo",
                "afterUndoOperationFinish")) {
            online.file("migration/" + moment + ".sql", log(moment));
        }
        online.file("migration/afterMigrate__more.sql", log("more") + ";")
                .file("migration/R__first.sql", log("first"))
                .file("migration/R__second.sql", "create or replace view v as select 2 as x;\n" + log("second"))
                .revision("2", "logged", "set role pg_read_all_data; reset role;\n" + log("2"), log("undo 2"));
        online.database.run(LOG);
        byHand.run(LOG);
        Offline.Result result = offline().upgrade("head");
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("because psql ends where one fails: afterMigrateError.sql");
        run(result.sql());
        online.upgrade("head");
        assertThat(requireSame()).hasSize(4);

        run(offline().upgrade("head:head").sql());
        online.upgrade("head");
        assertThat(requireSame()).hasSize(4);

        online.file("migration/R__first.sql", log("first") + "; -- edited");
        run(offline().upgrade("head:head").sql());
        online.upgrade("head");
        assertThat(requireSame()).hasSize(5);

        run(offline().downgrade("2:1").sql());
        online.downgrade("1");
        assertThat(requireSame()).hasSize(6);

        assertThat(offline().upgrade(":1").remarks()).anyMatch(each -> each.contains("when no revision is pending"));
        byHand.run("update flyway_schema_history set success = false where description = 'first'");
        run(offline().downgrade("1:base").sql());
        assertThat(Psql.run(byHand, offline().upgrade("head").sql())).contains("R__first.sql is recorded as failed");
    }

    private static String log(String what) {
        return "insert into other.log (what) values ('" + what + "')";
    }

    private void outside() {
        online.file("migration/V2__outside.sql.conf", "executeInTransaction=false")
                .file("undo/U2__outside.sql.conf", "executeInTransaction=false")
                .revision(
                        "2",
                        "outside",
                        """
                        set search_path = public;
                        create index concurrently a_id on a (id);
                        insert into a values (1);
                        -- guard: no row of a has id 2: select count(*) from a where id = 2
                        alter table a add b int;
                        vacuum a;
                        drop index concurrently a_id;
                        create unique index concurrently a_b on a (b)
                        """,
                        "drop index concurrently a_b; alter table a drop b; delete from a; vacuum a;")
                .table("3", "c");
    }

    @Test
    void a_run_that_broke_off_can_be_started_again_wherever_it_was() throws Exception {
        outside();
        String up = offline().upgrade("head").sql();
        String down = offline().downgrade("head:1").sql();
        online.upgrade("head");
        for (int cut : cuts(up)) {
            Psql.run(byHand, up.substring(0, cut));
            assertThat(Psql.run(byHand, up)).as(up.substring(0, cut)).isIn("", alreadyDone(up, cut));
            requireSameCatalog();
            anew();
        }
        run(up);
        online.downgrade("1");
        for (int cut : cuts(down)) {
            Psql.run(byHand, down.substring(0, cut));
            assertThat(Psql.run(byHand, down)).as(down.substring(0, cut)).isEmpty();
            requireSameCatalog();
            run(offline().upgrade("1:head").sql());
        }
    }

    /** Behind some of the statements of the steps, but before the last row is written; all of them take minutes. */
    private static List<Integer> cuts(String sql) {
        List<Integer> cuts = new ArrayList<>();
        int last = sql.lastIndexOf("insert into");
        int number = 0;
        for (int at = sql.indexOf("-- Running"); at >= 0 && at < last; at = sql.indexOf(";\n", at + 1)) {
            if (number++ % 8 == 4) {
                cuts.add(at + 2);
            }
        }
        return cuts;
    }

    private static String alreadyDone(String sql, int cut) {
        return cut > sql.lastIndexOf("insert into") ? "applied already" : "";
    }

    @Test
    void an_index_that_was_cut_off_is_built_again_by_psql_and_by_evolua() throws Exception {
        outside();
        String up = offline().upgrade("head").sql();
        online.upgrade("head");
        int begun = up.indexOf("\ncreate index concurrently") + 1;
        for (boolean psql : List.of(true, false)) {
            Psql.run(byHand, up.substring(0, begun));
            assertThat(query("select execution_time, success from flyway_schema_history where version = '2'"))
                    .containsExactly("-5 f");
            byHand.run("insert into a values (7), (7)");
            assertThat(Psql.run(byHand, "\\set ON_ERROR_STOP on\ncreate unique index concurrently a_id on a (id);\n"))
                    .contains("a_id");
            byHand.run("delete from a");
            if (psql) {
                run(up);
            } else {
                new Upgrade(online.context.withDatabase(DatabaseUrl.parse(byHand.url()))).run("head");
            }
            requireSameCatalog();
            anew();
        }
    }

    @Test
    void what_leaves_nothing_to_recognise_it_by_is_left_to_a_person() throws Exception {
        online.file("migration/V2__call.sql.conf", "executeInTransaction=false")
                .up("2", "call", "do $$ begin create table half (); end $$;");
        String up = offline().upgrade("head").sql();
        Psql.run(byHand, up.substring(0, up.indexOf("\ndo $$") + 1));
        assertThat(Psql.run(byHand, up)).contains("cut off in this statement", "--resume-at 1", "--resume-at 2");
        assertThat(query("select to_regclass('half')")).containsExactly("null");
    }

    @Test
    void only_its_own_beginning_counts_as_begun() throws Exception {
        outside();
        String up = offline().upgrade("head").sql();
        byHand.run("create table a (id int)");
        run(offline().stamp(List.of("2")).sql());
        byHand.run("update flyway_schema_history set checksum = 5 where version = '2'");
        assertThat(Psql.run(byHand, up)).contains("2 is applied already").doesNotContain("1 is applied already");
        byHand.run("delete from flyway_schema_history where version = '1'");
        byHand.run("update flyway_schema_history set success = false, execution_time = -2 where version = '2'");
        assertThat(Psql.run(byHand, up)).contains("2 is recorded as failed");
    }

    @Test
    void what_is_written_in_java_ends_the_script_with_the_way_on(@TempDir Path folder) throws Exception {
        JavaSources java = new JavaSources(folder).migration("db.migration.V2__Fill", "");
        online.table("3", "c");
        var context = CommandContext.of(
                ScriptFolders.of(online.scripts).withClasses(new MigrationClasses(List.of(java.classes()), List.of())));
        Offline.Result result = new Offline(context).upgrade("head");
        assertThat(result.steps()).extracting(RunResult.Step::id).containsExactly("1");
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("ends before db.migration.V2__Fill", "evolua upgrade 2");
        assertThat(Psql.run(byHand, result.sql())).contains("What follows is db.migration.V2__Fill", "evolua upgrade");
        assertThat(query("select version from flyway_schema_history")).containsExactly("1");
        Offline second = new Offline(context);
        assertThatThrownBy(() -> second.upgrade("1:head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("db.migration.V2__Fill is written in Java", "evolua upgrade 2");
        new Upgrade(context.withDatabase(DatabaseUrl.parse(byHand.url()))).run("2");
        run(second.upgrade("2:head").sql());
        assertThat(query("select type from flyway_schema_history order by 1 limit 1"))
                .containsExactly("JDBC");
    }

    private void anew() {
        byHand.close();
        byHand = TestDatabase.create();
    }

    private void run(String sql) throws Exception {
        assertThat(Psql.run(byHand, sql)).isEmpty();
    }

    private void requireSameCatalog() throws SQLException {
        assertThat(CatalogDump.of(byHand)).isEqualTo(CatalogDump.of(online.database));
        assertThat(query("select version, type, script, checksum, success from flyway_schema_history"
                        + " where installed_rank > (select max(installed_rank) - 2 from flyway_schema_history)"
                        + " order by installed_rank"))
                .hasSize(2)
                .allMatch(row -> row.endsWith(" t"));
    }

    /** Returns the rows of the history. */
    private List<String> requireSame() throws SQLException {
        assertThat(CatalogDump.of(byHand)).isEqualTo(CatalogDump.of(online.database));
        assertThat(query(LOGGED)).isEqualTo(online.query(LOGGED));
        assertThat(query(ROWS)).isEqualTo(online.query(ROWS));
        return query(ROWS);
    }

    private List<String> query(String sql) {
        return Project.query(byHand, sql);
    }
}
