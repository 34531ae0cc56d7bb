package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands would do: as a script for psql, and as a plan. */
class WithoutRunningTest {

    private final Path folder;
    private final TestDatabase database = TestDatabase.create();
    private final Shell offline;
    private final Shell online;

    WithoutRunningTest(@TempDir Path folder) {
        this.folder = folder;
        this.offline = new Shell(folder);
        this.online = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @BeforeEach
    void aLine() throws IOException {
        assertThat(offline.run("init").code()).isZero();
        script("migration/V1__users.sql", "create table users (id int, note text);");
        script("undo/U1__users.sql", "drop table users;");
        script(
                "migration/V2__required.sql",
                "-- guard: no row of users has note null: select count(*) from users where note is null\n"
                        + "alter table users alter column note set not null;");
        script("undo/U2__required.sql", "alter table users alter column note drop not null;");
        assertThat(offline.run("rehash").code()).isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve("db").resolve(name), text);
    }

    @Test
    void G128_a_script_is_printed_without_a_database() {
        Ran ran = offline.run("upgrade", "--sql");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("-- Running upgrade base -> 1 (users)", "create table users");
        assertThat(offline.run("downgrade", "2:base", "--sql").out())
                .contains("-- Running downgrade 2 -> 1 (required)");
        assertThat(offline.run("stamp", "1:2", "--sql").out()).contains("-- Recording upgrade 1 -> 2 (required)");
        JsonObject json = offline.run("upgrade", "1:2", "--sql", "--json").json();
        assertThat(json.getString("sql"))
                .isEqualTo(offline.run("upgrade", "1:2", "--sql").out());
        assertThat(json.getJsonArray("steps").getJsonObject(0).getString("id")).isEqualTo("2");
    }

    @Test
    void G052_G053_G105_what_contradicts_itself_is_wrong_usage() {
        assertThat(wrong(online.run("upgrade", "1:2"))).contains("--sql");
        assertThat(wrong(offline.run("downgrade", "1", "--sql"))).contains("FROM:TO");
        assertThat(wrong(offline.run("stamp", "1", "--sql", "--purge"))).contains("--purge");
        assertThat(wrong(online.run("upgrade", "--sql", "--dry-run"))).contains("either of them");
        assertThat(wrong(offline.run("upgrade", "--dry-run"))).contains("No database is named");
    }

    @Test
    void a_plan_shows_statements_locks_sizes_and_guards() {
        assertThat(online.run("upgrade", "1").code()).isZero();
        database.run("insert into users select generate_series(1, 3); analyze users");
        Ran plan = online.run("upgrade", "--dry-run");
        assertThat(plan.code()).isZero();
        assertThat(plan.out().replace(folder.toString() + "/", "")).isEqualTo("""
                        Would apply: 2  required
                          db/migration/V2__required.sql:1  guard: no row of users has note null: 3 rows are in the way
                          db/migration/V2__required.sql:2  alter table users alter column note set not null
                              users (about 3 rows, 16 kB): ACCESS EXCLUSIVE, reads and writes wait; reads every row
                              Kinder: add check (… is not null) not valid, validate it, then set not null, which need not read any more
                        """);
        JsonObject statement = online.run("upgrade", "--dry-run", "--json")
                .json()
                .getJsonArray("steps")
                .getJsonObject(0)
                .getJsonArray("statements")
                .getJsonObject(0);
        assertThat(statement.getJsonArray("tables").getJsonObject(0).getString("lock"))
                .isEqualTo("ACCESS EXCLUSIVE");
        assertThat(online.run("downgrade", "base", "--dry-run").out()).startsWith("Would take back: 1  users\n");
        assertThat(online.run("stamp", "head", "--dry-run").out()).isEqualTo("Would record as applied: 2  required\n");
        assertThat(online.run("current").out()).contains("1");
        assertThat(online.run("upgrade", "1", "--dry-run").out()).isEqualTo("Nothing to do.\n");
    }

    @Test
    void a_database_is_adopted_as_the_first_revision(@TempDir Path other) throws IOException {
        database.run("create table people (id int primary key); insert into people values (1)");
        Shell project = new Shell(other).with("DATABASE_URL", database.url());
        Ran ran = project.run("init", "--from-database", "-m", "begin here");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Created", "__begin_here.sql", "Recorded as applied: ", "Rows are not in it");
        assertThat(project.run("current", "--check").code()).isZero();
        assertThat(project.run("diff", "--from", "revisions", "--to", "database")
                        .code())
                .isZero();
        Ran again = project.run("init", "--from-database");
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.err()).contains("revisions already");
        assertThat(Files.readString(other.resolve("db/revisions.sum"))).contains("begin_here");
    }

    @Test
    void missing_undo_scripts_are_written() throws IOException {
        Files.delete(folder.resolve("db/undo/U2__required.sql"));
        Ran ran = online.run("revision", "--add-undo");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Wrote " + folder.resolve("db/undo/U2__required.sql"));
        assertThat(Files.readString(folder.resolve("db/undo/U2__required.sql")))
                .contains("alter column note drop not null");
        assertThat(online.run("revision", "--add-undo").out()).isEqualTo("No undo script is missing.\n");
        assertThat(online.run("revision", "--add-undo", "1").code()).isEqualTo(3);
        Files.delete(folder.resolve("db/undo/U1__users.sql"));
        JsonObject undo = online.run("revision", "--add-undo", "users", "--json")
                .json()
                .getJsonArray("undo")
                .getJsonObject(0);
        assertThat(undo.getJsonObject("revision").getString("id")).isEqualTo("1");
        assertThat(wrong(online.run("revision", "users"))).contains("-m");
        assertThat(wrong(online.run("revision", "--add-undo", "-m", "x"))).contains("--message");
        assertThat(wrong(online.run("revision"))).contains("needs a message");
    }

    private static String wrong(Ran ran) {
        assertThat(ran.code()).isEqualTo(2);
        return ran.err();
    }
}
