package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many schemas with the same revisions, each with its own history. */
class AllTenantsTest {

    private final Path folder;
    private final Shell shell;
    private final TestDatabase database = TestDatabase.create();

    AllTenantsTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
    }

    @BeforeEach
    void tenants() throws IOException {
        Files.createDirectories(folder.resolve("db/migration"));
        Files.createDirectories(folder.resolve("db/undo"));
        Files.writeString(folder.resolve("db/migration/V1__users.sql"), "create table users (id int);");
        Files.writeString(folder.resolve("db/undo/U1__users.sql"), "drop table users;");
        Files.writeString(folder.resolve("db/migration/V2__name.sql"), "alter table users add name text;");
        Files.writeString(folder.resolve("db/undo/U2__name.sql"), "alter table users drop name;");
        for (int i = 1; i <= 7; i++) {
            database.run("create schema tenant_" + i);
        }
        database.run("create schema tenantx; create schema \"Tenant_8\"");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static String query(TestDatabase on, String sql) {
        try (Connection connection = on.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private int tables() {
        return Integer.parseInt(query(
                database, "select count(*) from pg_tables where tablename = 'users' and schemaname like 'tenant%'"));
    }

    @Test
    void every_schema_of_a_pattern_goes_up_and_down() {
        Ran up = shell.run("upgrade", "--all", "schema:tenant_*", "--jobs", "3");
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.out())
                .startsWith("tenant_1  applied 2, at 2\n")
                .endsWith("tenant_7  applied 2, at 2\n7 done, 0 failed.\n");
        assertThat(up.err()).contains("[1/7] tenant_", "[7/7] tenant_");
        assertThat(tables()).isEqualTo(7);
        assertThat(shell.run("upgrade", "--all", "schema:tenant_?").out()).contains("tenant_4  nothing to do, at 2");
        shell.run("downgrade", "1", "--all", "query:select 'tenant_' || n from generate_series(1, 2) n");
        assertThat(shell.run("current", "--all", "schema:tenant_*").out())
                .contains("tenant_1  at 1, 1 pending", "tenant_3  at 2\n");
        assertThat(shell.run("downgrade", "base", "--all", "schema:tenant_*").code())
                .isZero();
        assertThat(tables()).isZero();
    }

    @Test
    void what_fails_for_one_concerns_no_other_and_the_next_run_goes_on() {
        database.run("create table tenant_4.users (other int)");
        Ran up = shell.run("upgrade", "--all", "schema:tenant_*", "--json");
        assertThat(up.code()).isEqualTo(3);
        JsonObject report = up.json();
        assertThat(report.getInt("failed")).isEqualTo(1);
        assertThat(report.getJsonArray("tenants")).hasSize(7);
        JsonObject failed = report.getJsonArray("tenants").getJsonObject(3);
        assertThat(failed.getString("tenant")).isEqualTo("tenant_4");
        assertThat(failed.getString("error")).contains("relation \"users\" already exists");
        database.run("drop table tenant_4.users");
        Ran again = shell.run("upgrade", "--all", "schema:tenant_*");
        assertThat(again.out()).contains("tenant_3  nothing to do", "tenant_4  applied 2", "7 done, 0 failed.");
    }

    @Test
    void a_file_may_name_schemas_and_databases() throws IOException {
        try (TestDatabase other = TestDatabase.create()) {
            Files.writeString(folder.resolve("tenants.txt"), "# ours\ntenant_1\nTenant_8\n\n" + other.url() + "\n");
            Ran up = shell.run("upgrade", "--all", "file:tenants.txt", "--all", "schema:tenant_1");
            assertThat(up.out()).contains("tenant_1 ", "Tenant_8 ", "/" + other.name(), "3 done, 0 failed.");
            assertThat(query(other, "select count(*) from users")).isEqualTo("0");
            assertThat(query(database, "select count(*) from \"Tenant_8\".users"))
                    .isEqualTo("0");
            Ran databases = shell.run("current", "--all", "database:" + other.name());
            assertThat(databases.out()).isEqualTo(other.name() + "  at 2\n1 done, 0 failed.\n");
        }
    }

    @Test
    void a_list_that_is_none_or_empty() {
        assertThat(shell.run("upgrade", "--all", "tenant_*").err()).contains("Write schema:PATTERN");
        assertThat(shell.run("upgrade", "--all", "schema:nobody*").err())
                .contains("Nothing is meant by --all schema:nobody*");
        assertThat(shell.run("upgrade", "--all", "query:select nonsense").err())
                .contains("The list of --all cannot be read", "nonsense");
        assertThat(shell.run("upgrade", "--all", "file:missing").err()).contains("missing cannot be read");
        assertThat(shell.run("upgrade", "--all", "schema:tenant_*", "--jobs", "0")
                        .code())
                .isEqualTo(2);
        assertThat(new Shell(folder).run("upgrade", "--all", "schema:x").err()).contains("No database is named");
    }
}
