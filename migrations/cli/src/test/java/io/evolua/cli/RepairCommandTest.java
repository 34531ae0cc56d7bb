package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evolua repair}, as somebody meets it whose script was edited or stopped midway. */
class RepairCommandTest {

    private final Path folder;
    private final Shell shell;
    private final TestDatabase database = TestDatabase.create();

    RepairCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
        write("V1__a.sql", "create table a (id int);");
        Files.createDirectories(folder.resolve("db/undo"));
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void an_edit_is_accepted_and_each_row_is_named() throws IOException {
        assertThat(shell.run("upgrade").code()).isZero();
        write("V1__a.sql", "create table a (id bigint);");
        Ran refused = shell.run("upgrade");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("V1__a.sql was edited after postgres applied it on ", "evolua repair");
        assertThat(shell.run("repair").out()).startsWith("Realigned V1__a.sql: checksum ");
        assertThat(shell.run("repair").out()).isEqualTo("Nothing to do.\n");
        assertThat(shell.run("upgrade").code()).isZero();
    }

    @Test
    void as_json() throws IOException {
        shell.run("upgrade");
        Files.delete(folder.resolve("db/migration/V1__a.sql"));
        write("V2__b.sql", "select 1;");
        Ran left = shell.run("repair", "--json");
        assertThat(left.json().getJsonArray("changes")).isEmpty();
        assertThat(left.json().getJsonArray("remarks").getString(0)).startsWith("The script V1__a.sql is missing.");
        JsonObject deleted = shell.run("repair", "--delete-missing", "--json")
                .json()
                .getJsonArray("changes")
                .getJsonObject(0);
        assertThat(deleted.toString())
                .isEqualTo(
                        "{\"id\":\"1\",\"script\":\"V1__a.sql\",\"action\":\"deleted\",\"detail\":\"its script is missing\"}");
    }

    @Test
    void a_script_that_stopped_midway_is_moved_or_forgotten() throws IOException {
        write("V2__i.sql", "create index concurrently a_id on a (id);\ncreate index concurrently a_x on a (x);");
        Ran stopped = shell.run("upgrade");
        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.err()).contains("The next run goes on here");
        assertThat(shell.run("current").err()).contains("Not finished: V2__i.sql");
        assertThat(shell.run("repair").err()).contains("V2__i.sql is not finished", "--abandon");
        assertThat(shell.run("repair", "--resume-at", "x").code()).isEqualTo(2);
        assertThat(shell.run("repair", "--resume-at", "3").out())
                .isEqualTo("Moved V2__i.sql: all its statements count as done\n");
        assertThat(shell.run("repair", "--abandon").out())
                .isEqualTo("Removed the record of V2__i.sql: it was not finished, and is forgotten\n");
    }

    private void write(String name, String sql) throws IOException {
        Path file = folder.resolve("db/migration").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }
}
