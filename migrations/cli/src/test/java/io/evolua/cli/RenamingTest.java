package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renames and consent on the command line. */
class RenamingTest {

    private final Path folder;
    private final TestDatabase database = TestDatabase.create();
    private final Shell shell;
    private final String target;

    RenamingTest(@TempDir Path folder) {
        this.folder = folder;
        this.shell = new Shell(folder).with("DATABASE_URL", database.url());
        this.target = "sql:" + folder.resolve("target.sql");
    }

    @BeforeEach
    void mailBecomesEmail() throws IOException {
        shell.run("init");
        Files.writeString(folder.resolve("db/migration/V1__first.sql"), "create table users (id int, mail text);");
        Files.writeString(folder.resolve("db/undo/U1__first.sql"), "drop table users;");
        Files.writeString(folder.resolve("target.sql"), "create table users (id int, email text)");
        assertThat(shell.run("rehash").code()).isZero();
        assertThat(shell.run("upgrade").code()).isZero();
        database.run("insert into users values (1, 'a@b')");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void in_a_pipeline_a_rename_is_named_and_data_is_not_destroyed() throws IOException {
        Ran refused = autogenerate();
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains(
                        "drop column users.mail",
                        "Possible rename: column users.mail to users.email; if so: --rename users.mail=users.email",
                        "Nothing was written",
                        "--allow-data-loss");
        assertThat(scripts()).isEqualTo(1);
        Ran allowed = autogenerate("--allow-data-loss");
        assertThat(allowed.code()).isZero();
        assertThat(allowed.out()).contains("drop column users.mail", "caution: The values of column users.mail");
        assertThat(allowed.err()).contains("Possible rename");
        assertThat(scripts()).isEqualTo(2);
    }

    @Test
    void a_rename_that_was_said_is_one_in_all_three_commands() {
        String sql = "alter table users rename column mail to email;\n";
        Ran diff = shell.run("diff", "--to", target, "--rename", "users.mail=email");
        assertThat(diff.out()).isEqualTo(sql);
        assertThat(shell.run("diff", "--to", target, "--rename", "users.mail=email", "--reverse")
                        .out())
                .isEqualTo("alter table users rename column email to mail;\n");
        Ran check = shell.run("check", "--to", target, "--rename", "users.mail=users.email");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).isEqualTo(sql);
        assertThat(autogenerate("--rename", "users.mail=email").code()).isZero();
        assertThat(shell.run("upgrade").code()).isZero();
        assertThat(shell.run("check", "--to", target).code()).isZero();
        Ran wrong = shell.run("diff", "--to", target, "--rename", "users.mial=email");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("users.mial");
    }

    @Test
    void somebody_at_the_terminal_is_asked() throws IOException {
        shell.answering("y");
        Ran yes = autogenerate();
        assertThat(yes.code()).isZero();
        assertThat(yes.err()).isEqualTo("Is column users.email the renamed users.mail? [y/N] ");
        assertThat(yes.out()).contains("rename column users.mail to email");
    }

    @Test
    void no_answer_is_a_no() throws IOException {
        shell.answering("");
        Ran no = autogenerate();
        assertThat(no.code()).isEqualTo(3);
        assertThat(no.err()).contains("[y/N]");
        assertThat(scripts()).isEqualTo(1);
    }

    @Test
    void who_says_so_is_not_asked() {
        shell.answering("y");
        assertThat(autogenerate("--no-input").err()).doesNotContain("[y/N]").contains("Possible rename");
        Ran json = shell.run("diff", "--to", target, "--json");
        assertThat(json.err()).isEmpty();
        JsonObject possible = json.json().getJsonArray("possibleRenames").getJsonObject(0);
        assertThat(possible.getString("kind")).isEqualTo("column");
        assertThat(possible.getString("rename")).isEqualTo("users.mail=users.email");
    }

    private Ran autogenerate(String... more) {
        return shell.run(
                Stream.concat(Stream.of("revision", "--autogenerate", "-m", "second", "--to", target), Stream.of(more))
                        .toArray(String[]::new));
    }

    private long scripts() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("db/migration"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).count();
        }
    }
}
