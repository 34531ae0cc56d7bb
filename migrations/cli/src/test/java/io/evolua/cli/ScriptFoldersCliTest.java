package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several folders of scripts, the names of new files and their time, as they are set. */
class ScriptFoldersCliTest {

    private final Path folder;
    private final Shell shell;

    ScriptFoldersCliTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder);
    }

    @Test
    void G112_several_folders_are_one_graph_and_one_database() throws IOException {
        shell.with("EVOLUA_SCRIPTS", "core" + File.pathSeparator + "shop");
        assertThat(ok("init").out())
                .contains("Created " + folder.resolve("core/migration"), "Created " + folder.resolve("shop/undo"));
        assertThat(Files.readString(folder.resolve("evolua.properties")))
                .contains("\nscripts=core" + File.pathSeparator + "shop\n");
        Shell.Ran unsaid = shell.run("revision", "-m", "users");
        assertThat(unsaid.code()).isEqualTo(2);
        assertThat(unsaid.err()).contains("several folders", "--path");
        assertThat(ok("revision", "-m", "users", "--rev-id", "1", "--path", "core")
                        .out())
                .contains(Path.of("core/migration/V1__users.sql").toString());
        assertThat(ok("revision", "-m", "orders", "--rev-id", "2", "--path", "shop")
                        .out())
                .contains(Path.of("shop/migration/V2__orders.sql").toString());
        assertThat(ok("revision", "-m", "items", "--rev-id", "3").out())
                .contains(Path.of("shop/migration/V3__items.sql").toString());
        try (TestDatabase database = TestDatabase.create()) {
            shell.with("DATABASE_URL", database.url());
            assertThat(ok("upgrade").out()).contains("Applied: 1", "Applied: 2", "Applied: 3");
            assertThat(ok("downgrade", "base").out()).contains("Took back: 3", "Took back: 1");
        }
    }

    @Test
    void G116_G117_names_and_times_of_new_files_are_settings() throws IOException {
        Files.writeString(
                folder.resolve("evolua.properties"), "file-template={year}/V{rev}__{slug}\ntime-zone=+14:00\n");
        ok("init");
        String far = ok("revision", "-m", "one").out();
        assertThat(far).containsPattern("migration/\\d{4}/V\\d{14}__one\\.sql");
        assertThat(shell.run("revision", "-m", "two", "--time-zone", "fake").err())
                .contains("There is no time zone \"fake\"");
        assertThat(shell.run("revision", "-m", "two", "--file-template", "{slug}")
                        .err())
                .contains("gives no name that Flyway reads");
        assertThat(ok("heads").out()).contains("one");
    }

    private Shell.Ran ok(String... args) {
        Shell.Ran ran = shell.run(args);
        assertThat(ran.code()).as("%s", ran).isZero();
        return ran;
    }
}
