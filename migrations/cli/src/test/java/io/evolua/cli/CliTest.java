package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real database, in this process. */
class CliTest {

    private static final String USERS = "20240101120000";
    private static final String UPDATED_AT = "20240102120000";

    private final Path folder;
    private final Shell shell;
    private final TestDatabase database = TestDatabase.create();

    CliTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @BeforeEach
    void twoRevisions() throws IOException {
        script("migration/V" + USERS + "__create_users_table.sql", "create table users (id bigint primary key);\n");
        script("undo/U" + USERS + "__create_users_table.sql", "drop table users;\n");
        script("migration/V" + UPDATED_AT + "__add_updated_at.sql", "alter table users add updated_at timestamptz;\n");
        script("undo/U" + UPDATED_AT + "__add_updated_at.sql", "alter table users drop updated_at;\n");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void up_and_down_by_step_name_and_id() {
        assertThat(ok("current").out()).isEqualTo("""
                        base            nothing is applied  (current)
                        20240101120000  create users table  pending
                        20240102120000  add updated at      pending    (head)
                        """);
        Ran first = ok("upgrade", "+1");
        assertThat(first.out()).isEqualTo("""
                        Applied: 20240101120000  create users table
                        The database is at 20240101120000  create users table
                        """);
        assertThat(first.err()).isEqualTo("Applying 20240101120000 create_users_table\n");
        assertThat(ok("history").out()).isEqualTo("""
                        20240102120000  add updated at      pending  (head)
                        20240101120000  create users table  applied  (current)
                        """);
        ok("upgrade");
        assertThat(ok("upgrade", "head").out()).startsWith("Nothing to do.\nThe database is at " + UPDATED_AT);
        assertThat(ok("downgrade", "-1").out()).startsWith("Took back: " + UPDATED_AT);
        ok("upgrade", "add_updated_at");
        ok("downgrade", "create_users_table");
        assertThat(ok("downgrade", "base").out()).endsWith("The database is at the base: nothing is applied.\n");
        assertThat(ok("upgrade", USERS).out()).contains("The database is at " + USERS);
    }

    @Test
    void G108_a_revision_is_not_generated_from_a_database_that_is_behind() {
        Ran behind = shell.run("revision", "--autogenerate", "-m", "x", "--to", "empty");
        assertThat(behind.code()).isEqualTo(3);
        assertThat(behind.err()).contains("The database is not up to date: " + USERS, "evolua upgrade head");
        ok("revision", "-m", "by hand");
    }

    @Test
    void stamp_records_and_runs_nothing() {
        assertThat(ok("stamp", "head").out()).contains("Recorded as applied: " + USERS);
        assertThat(ok("current").out()).isEqualTo(UPDATED_AT + "  add updated at  (current)  (head)\n");
        database.run("create table users (id int)");
        assertThat(ok("stamp", "base").out()).contains("Recorded as not applied: " + UPDATED_AT);
    }

    @Test
    void heads_show_and_history_need_no_database() {
        Shell offline = new Shell(folder);
        assertThat(offline.run("heads").out()).isEqualTo(UPDATED_AT + "  add updated at\n");
        assertThat(offline.run("history").out())
                .doesNotContain("pending", "applied")
                .contains("(head)");
        assertThat(offline.run("show", "create_users_table").out())
                .contains("Revises   base", "create table users", "drop table users;");
        Ran current = offline.run("current");
        assertThat(current.code()).isEqualTo(2);
        assertThat(current.err()).contains("DATABASE_URL", "--database-url");
    }

    @Test
    void current_check_fails_while_something_is_pending() {
        assertThat(shell.run("current", "--check").code()).isEqualTo(1);
        ok("upgrade");
        assertThat(shell.run("current", "--check").code()).isZero();
    }

    @Test
    void every_report_is_one_json_document() {
        JsonObject upgrade = ok("upgrade", "+1", "--json").json();
        JsonObject step = upgrade.getJsonArray("steps").getJsonObject(0);
        assertThat(step.getString("id")).isEqualTo(USERS);
        assertThat(step.getString("direction")).isEqualTo("up");
        assertThat(step.getInt("milliseconds")).isNotNegative();
        assertThat(upgrade.getJsonArray("current").getJsonObject(0).getString("slug"))
                .isEqualTo("create_users_table");
        assertThat(upgrade.getJsonArray("remarks")).isEmpty();

        JsonObject current = ok("current", "--json").json();
        assertThat(current.getBoolean("upToDate")).isFalse();
        assertThat(current.getJsonArray("pending").getJsonObject(0).getString("id"))
                .isEqualTo(UPDATED_AT);

        JsonObject newest =
                ok("history", "--json").json().getJsonArray("revisions").getJsonObject(0);
        assertThat(newest.getString("state")).isEqualTo("pending");
        assertThat(newest.getBoolean("head")).isTrue();
        assertThat(newest.isNull("installedOn")).isTrue();

        assertThat(ok("heads", "--json").json().getJsonArray("heads")).hasSize(1);
        JsonObject show = ok("show", USERS, "--json").json();
        assertThat(show.getJsonObject("up").getString("text")).contains("create table users");
        assertThat(show.getJsonObject("down").getInt("checksum")).isNotZero();
    }

    @Test
    void repeatable_scripts_stand_behind_the_revisions() throws IOException {
        ok("upgrade");
        Files.writeString(folder.resolve("db/migration/R__views.sql"), "create or replace view v as select 1;");
        assertThat(ok("history").out()).endsWith("repeatable      R__views.sql        pending\n");
        Ran check = shell.run("check", "--from", "database", "--to", "revisions");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).isEqualTo("Pending: repeatable R__views.sql\n");
        assertThat(check.err()).contains("evolua upgrade head");
        assertThat(shell.run("check", "--to", "revisions", "--json").json().getJsonArray("repeatable"))
                .hasSize(1);
        ok("upgrade");
        JsonObject script =
                ok("history", "--json").json().getJsonArray("repeatable").getJsonObject(0);
        assertThat(script.getString("script")).isEqualTo("R__views.sql");
        assertThat(script.getString("state")).isEqualTo("applied");
        assertThat(script.getString("installedOn")).startsWith("2");
        database.run("update flyway_schema_history set success = false where version is null");
        assertThat(ok("repair").out()).startsWith("Removed the record of R__views.sql: ");
        assertThat(new Shell(folder)
                        .run("history", "--json")
                        .json()
                        .getJsonArray("repeatable")
                        .toString())
                .isEqualTo("[{\"script\":\"R__views.sql\",\"state\":\"unknown\",\"installedOn\":null}]");
    }

    @Test
    void G140_a_failure_is_told_once_and_is_json_too() {
        Ran ran = shell.run("show", "create_usres_table", "--json");
        assertThat(ran.code()).isEqualTo(2);
        JsonObject error = ran.json().getJsonObject("error");
        assertThat(error.getInt("exitCode")).isEqualTo(2);
        assertThat(error.getString("message")).contains("\"create_usres_table\"", "create_users_table");
        assertThat(ran.err()).isEqualTo("evolua: " + error.getString("message") + "\n");
    }

    @Test
    void init_prepares_once_and_overwrites_nothing(@TempDir Path empty) throws IOException {
        Shell fresh = new Shell(empty).with("DATABASE_URL", database.url());
        assertThat(fresh.run("init").out())
                .contains("Created " + empty.resolve("db/migration"), "Created " + empty.resolve("evolua.properties"));
        byte[] settings = Files.readAllBytes(empty.resolve("evolua.properties"));
        assertThat(fresh.run("init").out()).contains("Left as it was: " + empty.resolve("evolua.properties"));
        assertThat(empty.resolve("evolua.properties")).hasBinaryContent(settings);
        assertThat(fresh.run("history").code()).isZero();
        assertThat(fresh.run("revision", "-m", "Create users").out()).contains("Wrote ", "__create_users.sql");
        assertThat(fresh.run("upgrade").code()).isZero();
    }

    @Test
    void A006_G122_autogenerate_writes_what_is_missing_and_nothing_when_nothing_is() throws IOException {
        ok("upgrade");
        Files.writeString(
                folder.resolve("target.sql"),
                "create table users (id bigint primary key, updated_at timestamptz, name text)");
        String target = "sql:" + folder.resolve("target.sql");
        Ran check = shell.run("check", "--to", target);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).containsIgnoringCase("add column name text");

        Ran diff = shell.run("diff", "--to", target);
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.out()).isEqualTo(check.out());
        assertThat(shell.run("diff", "--to", target, "--reverse").out()).containsIgnoringCase("drop column name");
        JsonObject json = shell.run("diff", "--to", target, "--json").json();
        assertThat(json.getString("sql")).isEqualTo(diff.out());
        assertThat(json.getJsonArray("changes")).hasSize(1);

        Ran revision = ok("revision", "--autogenerate", "-m", "Add name", "--to", target);
        assertThat(revision.out()).contains("Wrote ", "__add_name.sql").containsIgnoringCase("add column");
        assertThat(shell.run("check", "--to", target).out()).startsWith("Pending: ");
        ok("upgrade");
        assertThat(ok("check", "--to", target).out()).isEqualTo("No differences.\n");

        List<Path> before = files();
        Ran empty = ok("revision", "--autogenerate", "-m", "Nothing", "--to", target);
        assertThat(empty.out()).isEqualTo("No differences: no revision was written.\n");
        assertThat(files()).isEqualTo(before);
        JsonObject none = ok("revision", "--autogenerate", "-m", "Nothing", "--to", target, "--json")
                .json();
        assertThat(none.isNull("revision")).isTrue();
        Ran same = ok("diff", "--to", target);
        assertThat(same.out()).isEmpty();
        assertThat(same.err()).isEqualTo("No differences.\n");
    }

    @Test
    void what_no_revision_created_is_told_and_left_alone_until_it_is_asked_for() throws IOException {
        ok("upgrade");
        database.run("create table legacy (a int); create table old (a int); create index ix on users (updated_at)");
        Files.writeString(
                folder.resolve("target.sql"), "create table users (id bigint primary key, updated_at timestamptz)");
        String target = "sql:" + folder.resolve("target.sql");
        String told = """
                Unmanaged tables: legacy, old
                Unmanaged indexes: users.ix
                No revision created them, so they are left alone; --drop-unmanaged asks for them.
                """;
        Ran check = ok("check", "--to", target);
        assertThat(check.out()).isEqualTo("No differences.\n");
        assertThat(check.err()).isEqualTo(told);
        assertThat(ok("diff", "--to", target).err()).isEqualTo(told + "No differences.\n");
        assertThat(ok("revision", "--autogenerate", "-m", "none", "--to", target)
                        .err())
                .isEqualTo(told);
        JsonObject index = ok("check", "--to", target, "--json")
                .json()
                .getJsonArray("unmanaged")
                .getJsonObject(2);
        assertThat(index.getString("kind")).isEqualTo("index");
        assertThat(index.getString("name")).isEqualTo("users.ix");
        assertThat(ok("check", "--to", target, "--exclude", "old", "--exclude", "index:*")
                        .err())
                .startsWith("Unmanaged tables: legacy\n");
        assertThat(ok("check", "--to", target, "--include", "users", "--exclude", "index:*")
                        .err())
                .isEmpty();
        Ran drop = shell.run("diff", "--to", target, "--drop-unmanaged");
        assertThat(drop.code()).isEqualTo(1);
        assertThat(drop.out()).contains("drop table legacy", "drop table old", "drop index ix");
        Ran wrong = shell.run("diff", "--to", target, "--exclude", "tabel:x");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("\"tabel:x\"");
    }

    @Test
    void a_program_is_run_on_the_files_just_written() throws IOException {
        Files.writeString(
                folder.resolve("evolua.properties"), "hooks.after-write=sh -c 'echo $#; exit $CODE' sh {files}\n");
        Ran ran = ok("revision", "-m", "One", "--json");
        assertThat(ran.json().getJsonArray("files")).hasSize(2);
        assertThat(ran.err()).isEqualTo("2\n");
        Shell failing = shell.with("EVOLUA_HOOKS_AFTER_WRITE", "no-such-program {files}");
        Ran failed = failing.run("revision", "-m", "Two");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("__two.sql", "no-such-program");
        assertThat(failing.run("heads").out()).contains("Two");
        assertThat(failing.with("EVOLUA_HOOKS_AFTER_WRITE", "git add")
                        .run("revision", "-m", "Three")
                        .code())
                .isEqualTo(2);
        assertThat(ok("heads").out()).contains("Two").doesNotContain("Three");
    }

    @Test
    void a_source_that_is_none_is_refused_with_the_ways_to_write_one() {
        Ran ran = shell.run("diff", "--from", "nonsense");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("\"nonsense\"", "unit:NAME", "revisions");
    }

    @Test
    void a_defect_is_called_one_and_shows_its_trace_on_request_only() {
        Shell broken = shell.bringing(folder).with("EVOLUA_SCRIPTS", "\0");
        Ran ran = broken.run("heads");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("defect", "--verbose").doesNotContain("\tat ");
        assertThat(broken.run("heads", "-v").err()).contains("\tat ");
    }

    private Ran ok(String... args) {
        Ran ran = shell.run(args);
        assertThat(ran.code()).as("%s", ran).isZero();
        return ran;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("db"))) {
            return files.sorted().toList();
        }
    }

    private void script(String name, String sql) throws IOException {
        Path file = folder.resolve("db").resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, sql);
    }
}
