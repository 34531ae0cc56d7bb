package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} where Flyway has been before. */
class AdoptFlywayTest {

    private static final String LOCATION = "src/main/resources/db/migration/";

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void scripts_where_maven_has_them_are_used_where_they_lie() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("init").code()).isZero();
            assertThat(folder.resolve("evolua.properties")).content().contains("scripts=src/main/resources/db\n");
            assertThat(folder.resolve("src/main/resources/db/undo")).isDirectory();
            assertThat(folder.resolve("db")).doesNotExist();
            assertThat(shell.run("upgrade").code()).isZero();
            assertThat(shell.run("current").out()).contains("1");
        }
    }

    @Test
    void what_flyway_conf_says_is_not_said_twice() throws IOException {
        write("sql/migration/V1__a.sql", "create table #{name} ();");
        write("flyway.conf", """
                flyway.locations=filesystem:sql/migration
                flyway.table=history
                flyway.defaultSchema=public
                flyway.placeholders.name=users
                flyway.placeholderPrefix=#{
                flyway.user=somebody
                """);
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("init").code()).isZero();
            assertThat(folder.resolve("evolua.properties"))
                    .content()
                    .contains(
                            "scripts=sql\n",
                            "history-table=public.history",
                            "placeholder-prefix=#{",
                            "placeholders.name=users")
                    .doesNotContain("somebody");
            assertThat(shell.run("upgrade").code()).isZero();
            database.run("select from users; select from public.history");
        }
    }

    @Test
    void scripts_that_cannot_be_taken_as_they_lie_are_refused() throws IOException {
        write("sql/V1__a.sql", "create table a ();");
        write("flyway.conf", "flyway.locations=filesystem:sql\n");
        var ran = new Shell(folder).run("init");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("filesystem:sql", "name migration", "Nothing was written");
        assertThat(folder.resolve("evolua.properties")).doesNotExist();
    }

    @Test
    void a_folder_that_is_named_goes_before() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        assertThat(new Shell(folder).run("init", "--scripts", "db").code()).isZero();
        assertThat(folder.resolve("db/migration")).isDirectory();
    }
}
