package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is meant by a command whose options are not said. */
class CommandDefaultsTest {

    private final Path folder;
    private final Shell shell;

    CommandDefaultsTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder);
    }

    @BeforeEach
    void twoRevisions() throws IOException {
        write("db/migration/V1__one.sql", "create table one (id int);\n");
        write("db/migration/V2__two.sql", "create table two (id int);\n");
    }

    @Test
    void an_option_that_is_not_said_is_looked_for_in_the_file() throws IOException {
        write("evolua.properties", "history.json=true\nhistory.rev-range=:1\n");
        assertThat(shell.run("history").json().getJsonArray("revisions")).hasSize(1);
        assertThat(shell.run("history", "-r", ":2").json().getJsonArray("revisions"))
                .hasSize(2);
        assertThat(shell.run("heads").out()).startsWith("2");
    }

    @Test
    void the_environment_goes_before_env_and_that_before_the_file() throws IOException {
        write("evolua.properties", "evolua.history.rev-range=:nowhere\n");
        assertThat(shell.run("history").err()).contains("nowhere");
        write(".env", "EVOLUA_HISTORY_REV_RANGE=:1\n");
        assertThat(shell.run("history").out()).contains("one").doesNotContain("two");
        assertThat(shell.with("EVOLUA_HISTORY_REV_RANGE", "2:2").run("history").out())
                .contains("two")
                .doesNotContain("one");
    }

    @Test
    void an_error_is_told_as_the_default_wants_it() throws IOException {
        write("evolua.properties", "show.json=true\n");
        Ran ran = shell.run("show", "3");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.json().getJsonObject("error").getString("message")).contains("3");
    }

    @Test
    void what_is_no_default_is_refused() throws IOException {
        write("evolua.properties", "history.jsno=true\n");
        refused("has an unknown setting \"history.jsno\". Known of history are history.");
        write("evolua.properties", "revision.allow-data-loss=true\n");
        refused("has an unknown setting \"revision.allow-data-loss\". Known of revision are revision.");
        write("evolua.properties", "upgrade.lock-timeout=1s\n");
        refused("has an unknown setting \"upgrade.lock-timeout\". Known of upgrade are upgrade.");
        write("evolua.properties", "heads.json=yes\n");
        refused("The setting heads.json is \"yes\"; it must be true or false.");
    }

    private void refused(String message) {
        Ran ran = shell.run("heads");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
