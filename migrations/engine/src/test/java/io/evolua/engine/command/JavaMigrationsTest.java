package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.Repair;
import io.evolua.engine.revision.MigrationClasses;
import io.evolua.engine.revision.ScriptFolders;
import io.evolua.engine.testing.JavaSources;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of Flyway's that are written in Java, between scripts of SQL. */
class JavaMigrationsTest {

    private static final String FILL = """
            try (Statement statement = context.getConnection().createStatement()) {
                statement.execute("insert into people (name) values ('Ada'), ('Grace')");
            }
            """;
    private static final String UNDO = " implements org.flywaydb.core.api.migration.JavaMigration";
    private static final String UNDO_MEMBERS = """
            public org.flywaydb.core.api.MigrationVersion getVersion() { return null; }
            public String getDescription() { return "back"; }
            public Integer getChecksum() { return null; }
            public boolean canExecuteInTransaction() { return true; }
            """;

    private Project project;
    private JavaSources java;
    private CommandContext context;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder.resolve("db"))
                .revision("1", "people", "create table people (name text);", "drop table people;")
                .revision("3", "ready", "create table ready as select count(*) from people;", "drop table ready;");
        java = new JavaSources(folder);
        context = on(java.classes());
    }

    @AfterEach
    void drop() {
        project.close();
    }

    private CommandContext on(Path... places) {
        MigrationClasses classes = new MigrationClasses(List.of(places), List.of());
        CommandContext plain = project.context;
        return CommandContext.of(ScriptFolders.of(project.scripts).withClasses(classes))
                .withDatabase(plain.database().orElseThrow());
    }

    private List<String> upgrade(String target) {
        return Project.ids(new Upgrade(context).run(target));
    }

    private List<String> downgrade(String target) {
        return Project.ids(new Downgrade(context).run(target));
    }

    private List<String> rows() {
        return project.query("select version, description, type, script, checksum, success from flyway_schema_history"
                + " order by installed_rank");
    }

    @Test
    void a_class_runs_in_its_place_between_the_scripts() {
        java.migration("db.migration.V2__Fill_names", FILL);
        assertThat(upgrade("head")).containsExactly("1", "2", "3");
        assertThat(project.query("select * from ready")).containsExactly("2");
        assertThat(rows().get(1)).isEqualTo("2 Fill names JDBC db.migration.V2__Fill_names null t");
        assertThat(upgrade("head")).isEmpty();
        RevisionInfo listed = new History(context).run().entries().get(1).revision();
        assertThat(listed.type() + " " + listed.script() + " " + listed.slug() + ", " + listed.message())
                .isEqualTo("JDBC db.migration.V2__Fill_names Fill_names, Fill names");
        assertThat(new Show(context).run("Fill_names").up())
                .isEqualTo(new Show.ScriptInfo("db.migration.V2__Fill_names", Optional.empty(), Optional.empty()));
    }

    @Test
    void it_is_found_in_a_jar_and_below_the_package_and_its_checksum_counts() {
        java.migration("db.migration.sub.V2_1__Fill_names", FILL, "public Integer getChecksum() { return -7; }");
        context = on(java.jar());
        assertThat(upgrade("head")).containsExactly("1", "2.1", "3");
        assertThat(rows().get(1)).isEqualTo("2.1 Fill names JDBC db.migration.sub.V2_1__Fill_names -7 t");
        java.migration("db.migration.sub.V2_1__Fill_names", FILL, "public Integer getChecksum() { return 8; }");
        context = on(java.classes());
        assertThatThrownBy(() -> upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("V2_1__Fill_names was edited", "its checksum was -7 then, and is 8 now");
        new RepairHistory(context).run(new Repair.Wish(false, false, Optional.empty()));
        assertThat(upgrade("head")).isEmpty();
    }

    @Test
    void other_packages_can_be_named_and_what_is_not_there_is_said() {
        java.migration("com.acme.V2__Fill_names", FILL);
        Path nowhere = project.scripts.resolve("nowhere");
        context = CommandContext.of(ScriptFolders.of(project.scripts)
                        .withClasses(new MigrationClasses(List.of(nowhere, java.classes()), List.of("com.acme"))))
                .withDatabase(project.context.database().orElseThrow());
        RunResult result = new Upgrade(context).run("head");
        assertThat(Project.ids(result)).containsExactly("1", "2", "3");
        assertThat(result.remarks()).singleElement().asString().contains("Not searched", nowhere.toString());
    }

    @Test
    void commit_rollback_and_close_leave_the_run_in_one_transaction() {
        java.migration("db.migration.V2__Fill_names", """
                Connection connection = context.getConnection();
                boolean before = connection.getAutoCommit();
                Statement statement = connection.createStatement();
                statement.execute("insert into people values ('kept')");
                connection.commit();
                statement.execute("insert into people values ('lost')");
                connection.rollback();
                try {
                    statement.execute("select 1/0");
                } catch (SQLException expected) {
                    connection.rollback();
                    statement.execute("insert into people values ('after an error')");
                }
                connection.setAutoCommit(true);
                statement.execute("insert into people values ('auto-commit was " + before + "')");
                connection.setAutoCommit(before);
                connection.close();
                if (System.getProperty("evolua.test.fail") != null) throw new IllegalStateException("asked to");
                """);
        System.setProperty("evolua.test.fail", "yes");
        try {
            assertThatThrownBy(() -> upgrade("2")).hasMessageContaining("asked to");
        } finally {
            System.clearProperty("evolua.test.fail");
        }
        assertThat(project.query("select * from people")).isEmpty();
        assertThat(upgrade("head")).containsExactly("2", "3");
        assertThat(project.query("select * from people order by 1"))
                .containsExactly("after an error", "auto-commit was false", "kept");
    }

    @Test
    void the_settings_are_flyways_and_open_connections() {
        java.migration("db.migration.V2__Fill_names", """
                var settings = context.getConfiguration();
                String text = settings.getTable() + " " + settings.getDefaultSchema() + " " + settings.getPlaceholders()
                        + " " + settings.getLocations()[0] + " " + Thread.currentThread().getContextClassLoader().getName();
                try (Connection other = settings.getDataSource().getConnection();
                        PreparedStatement insert = other.prepareStatement("insert into people values (?)")) {
                    insert.setString(1, text);
                    insert.execute();
                }
                """);
        upgrade("head");
        assertThat(project.query("select * from people"))
                .containsExactly("flyway_schema_history public {} classpath:db/migration migrations");
    }

    @Test
    void what_fails_is_rolled_back_and_said_with_its_place_and_causes() {
        java.migration("db.migration.V2__Fill_names", FILL + """
                try (Statement statement = context.getConnection().createStatement()) {
                    statement.execute("select nothing");
                } catch (SQLException e) {
                    throw new IllegalStateException("the names are not there", e);
                }
                """);
        assertThatThrownBy(() -> upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageMatching("""
                        (?s)db\\.migration\\.V2__Fill_names \\(V2__Fill_names\\.java:\\d+\\)
                        .*IllegalStateException: the names are not there
                          Caused by: ERROR: column "nothing" does not exist \\(SQLSTATE 42703\\)
                        Nothing of this migration remains\\.""");
        assertThat(rows()).hasSize(1);
        assertThat(project.query("select * from people")).isEmpty();
    }

    @Test
    void the_end_of_the_transaction_by_a_statement_is_refused() {
        java.migration("db.migration.V2__Fill_names", FILL + """
                context.getConnection().createStatement().execute("commit");
                """);
        assertThatThrownBy(() -> upgrade("head")).hasMessageContaining("began or ended a transaction by a statement");
    }

    @Test
    void the_way_back_is_a_script_or_a_class_and_without_one_refused() {
        java.migration("db.migration.V2__Fill_names", FILL);
        upgrade("head");
        assertThatThrownBy(() -> downgrade("1")).hasMessageContaining("undo/U2__Fill_names.sql");
        java.compile("db.undo.U2__Fill_names", UNDO, UNDO_MEMBERS + """
                public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                    context.getConnection().createStatement().execute("delete from people");
                }
                """);
        context = on(java.classes());
        assertThat(downgrade("1")).containsExactly("3", "2");
        assertThat(project.query("select * from people")).isEmpty();
        assertThat(rows().get(4)).isEqualTo("2 Fill names DELETE db.migration.V2__Fill_names null t");
        assertThat(upgrade("head")).containsExactly("2", "3");
        project.file("undo/U2__Fill_names.sql", "truncate people;");
        assertThatThrownBy(() -> downgrade("1"))
                .hasMessageContainingAll("Two migrations have the version 2", "db.undo");
    }

    @Test
    void outside_a_transaction_it_is_unfinished_until_somebody_decides() {
        String outside = "public boolean canExecuteInTransaction() { return false; }";
        String create = "context.getConnection().createStatement().execute(\"create table half ()\");\n";
        java.migration("db.migration.V2__Fill_names", create + "throw new Exception(\"midway\");", outside);
        assertThatThrownBy(() -> upgrade("head"))
                .hasMessageContainingAll("Exception: midway", "what it did before stays", "--resume-at 1");
        assertThat(project.tables()).containsExactly("half", "people");
        java.migration("db.migration.V2__Fill_names", create, outside);
        context = on(java.classes());
        assertThatThrownBy(() -> upgrade("head")).hasMessageContainingAll("did not come to its end", "--resume-at 2");
        project.database.run("drop table half");
        new RepairHistory(context).run(new Repair.Wish(false, false, Optional.of(1)));
        assertThat(upgrade("head")).containsExactly("2", "3");
        assertThat(rows().get(1)).isEqualTo("2 Fill names JDBC db.migration.V2__Fill_names null t");
        assertThat(project.tables()).containsExactly("half", "people", "ready");
    }

    @Test
    void if_its_connection_is_lost_the_message_says_who_decides() {
        String outside = "public boolean canExecuteInTransaction() { return false; }";
        String end = "context.getConnection().createStatement()"
                + ".execute(\"select pg_terminate_backend(pg_backend_pid())\");\n";
        java.migration("db.migration.V2__Fill_names", end, outside);
        assertThatThrownBy(() -> upgrade("head"))
                .hasMessageContainingAll("The connection to the server is lost.", "not finished", "--resume-at 1")
                .hasMessageNotContaining("goes on");
        java.migration("db.migration.V2__Fill_names", FILL, outside);
        context = on(java.classes());
        assertThatThrownBy(() -> upgrade("head")).hasMessageContaining("did not come to its end");
        new RepairHistory(context).run(new Repair.Wish(false, false, Optional.of(1)));
        assertThat(upgrade("head")).containsExactly("2", "3");
    }

    @Test
    void in_a_transaction_a_lost_connection_leaves_nothing_of_it() {
        String end = "context.getConnection().createStatement()"
                + ".execute(\"select pg_terminate_backend(pg_backend_pid())\");\n";
        java.migration("db.migration.V2__Fill_names", FILL + end);
        assertThatThrownBy(() -> upgrade("head"))
                .hasMessageContainingAll(
                        "The connection to the server is lost.", "rolls the script back", "Run this again");
        java.migration("db.migration.V2__Fill_names", FILL);
        context = on(java.classes());
        assertThat(upgrade("head")).containsExactly("2", "3");
    }

    @Test
    void repeatable_classes_and_baselines_run_like_scripts() {
        java.migration(
                "db.migration.R__Count",
                "context.getConnection().createStatement()"
                        + ".execute(\"create or replace view c as select count(*) from people\");");
        java.compile(
                "db.migration.B2__Base",
                " extends org.flywaydb.core.api.migration.baseline.BaselineJavaMigration",
                "public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {"
                        + "context.getConnection().createStatement().execute(\"create table people (name text)\"); }"
                        + "public boolean canExecuteInTransaction() { return true; }"
                        + "public Integer getChecksum() { return null; }");
        assertThat(new Current(context).run().repeatable()).containsExactly("db.migration.R__Count");
        assertThat(upgrade("head")).containsExactly("3");
        assertThat(project.query("select version, description, type, script from flyway_schema_history"
                        + " where type <> 'SQL' order by installed_rank"))
                .containsExactly("2 Base JDBC_BASELINE db.migration.B2__Base", "null Count JDBC db.migration.R__Count");
        assertThat(new Upgrade(context).run("head").remarks()).isEmpty();
    }

    @Test
    void what_is_named_so_and_is_none_is_refused_by_name() {
        java.compile("db.migration.V2__Helper", "", "");
        assertThat(new History(context).run().entries()).hasSize(3);
        assertThatThrownBy(() -> upgrade("head"))
                .hasMessageContainingAll("db.migration.V2__Helper", "no class that implements");
        java.migration("db.migration.V2__Helper", FILL, """
                public org.flywaydb.core.api.MigrationVersion getVersion() {
                    return org.flywaydb.core.api.MigrationVersion.fromVersion("9");
                }
                """);
        context = on(java.classes());
        assertThatThrownBy(() -> upgrade("head")).hasMessageContaining("that it is version 9");
        project.up("2", "twin", "select 1;");
        assertThatThrownBy(() -> upgrade("head")).hasMessageContaining("Two migrations have the version 2");
    }

    @Test
    void merging_replays_it_and_squashing_refuses_it() {
        java.migration("db.migration.V2__Fill_names", FILL);
        project.up("4", "left", "-- revises: 2\ncreate table l ();")
                .up("5", "right", "-- revises: 3\ninsert into people values ('Joan');");
        assertThatThrownBy(() -> new Squash(context).run("1:2", Optional.empty()))
                .hasMessageContainingAll("db.migration.V2__Fill_names is written in Java");
        Merge.Result merged = new Merge(context)
                .run(
                        Optional.empty(),
                        new Position(List.of(), false, Optional.empty(), List.of(), Optional.of("9")),
                        false);
        assertThat(merged.proven()).isTrue();
        assertThat(new History(context).run().entries()).hasSize(6);
    }

    @Test
    void a_dry_run_says_that_nobody_knows() {
        java.migration("db.migration.V2__Fill_names", "throw new AssertionError(\"run\");");
        DryRun.Result result = new DryRun(context).upgrade("head");
        assertThat(result.steps().get(1).java()).isTrue();
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("What db.migration.V2__Fill_names does is not known before it runs");
    }

    @Test
    void undo_scripts_are_made_of_what_it_did_to_the_schema() {
        java.migration(
                "db.migration.V2__Fill_names",
                FILL + "context.getConnection().createStatement()"
                        + ".execute(\"alter table people add column age int\");");
        new AddUndo(context).run(List.of());
        assertThat(project.scripts.resolve("undo/U2__Fill_names.sql"))
                .content()
                .contains(
                        "-- Takes back db.migration.V2__Fill_names",
                        "does to rows is not taken back",
                        "drop column age");
        upgrade("head");
        assertThat(downgrade("base")).containsExactly("3", "2", "1");
    }
}
