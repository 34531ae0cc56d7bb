package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.JavaSources;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations in Java on the class path that {@code evolua.properties} names. */
class JavaMigrationsCliTest {

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void they_are_listed_planned_and_run_where_the_settings_say() throws IOException {
        JavaSources java = new JavaSources(folder).migration("com.acme.migration.V2__Fill_names", """
                try (Statement statement = context.getConnection().createStatement()) {
                    statement.execute("insert into people values (" + System.getProperty("evolua.test.id", "wrong") + ")");
                }
                """);
        write("src/main/resources/com/acme/migration/V1__people.sql", "create table people (id int);");
        write("evolua.properties", "scripts=src/main/resources/com/acme\nclasspath=classes\n");
        assertThat(java.classes()).isEqualTo(folder.resolve("classes"));
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("history").out())
                    .contains("2  Fill names  pending  (head) (Java: com.acme.migration.V2__Fill_names)");
            assertThat(shell.run("heads").out()).contains("(Java: com.acme.migration.V2__Fill_names)");
            assertThat(shell.run("show", "2").out())
                    .contains("JDBC (written in Java)", "com.acme.migration.V2__Fill_names");
            assertThat(shell.run("show", "2", "--json")
                            .json()
                            .getJsonObject("up")
                            .isNull("text"))
                    .isTrue();
            assertThat(shell.run("upgrade", "--dry-run").out())
                    .contains("com.acme.migration.V2__Fill_names  Java, not known before it runs");
            var failed = shell.run("upgrade");
            assertThat(failed.code()).isEqualTo(3);
            assertThat(failed.err())
                    .contains("com.acme.migration.V2__Fill_names (V2__Fill_names.java:", "column \"wrong\"")
                    .doesNotContain("\tat ");
            System.setProperty("evolua.test.id", "1");
            assertThat(shell.run("upgrade").code()).isZero();
            assertThat(shell.run("edit", "2", "--editor", "true").err()).contains("written in Java");
            database.run("select 1 / id from people");
        } finally {
            System.clearProperty("evolua.test.id");
        }
    }
}
