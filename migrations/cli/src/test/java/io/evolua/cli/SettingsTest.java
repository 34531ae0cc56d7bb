package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void every_setting_has_a_line_in_the_documentation() throws IOException {
        List<String> table = Files.readAllLines(Path.of("../../docs/cli.md")).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        for (Setting setting : Setting.values()) {
            String end = setting.key().substring(setting.key().lastIndexOf('-') + 1);
            assertThat(table)
                    .as(setting.key())
                    .anyMatch(line -> line.contains("`" + setting.key() + "`") || line.contains("`…-" + end + "`"));
        }
    }

    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void the_command_line_goes_before_the_environment_before_dot_env_before_the_file() throws IOException {
        write("evolua.properties", "unit=from-file");
        assertThat(read().text(Setting.UNIT)).contains("from-file");
        write(".env", "EVOLUA_UNIT=from-dot-env");
        assertThat(read().text(Setting.UNIT)).contains("from-dot-env");
        environment.put("EVOLUA_UNIT", "from-environment");
        assertThat(read().text(Setting.UNIT)).contains("from-environment");
        options.put(Setting.UNIT.property(), "from-command-line");
        assertThat(read().text(Setting.UNIT)).contains("from-command-line");
    }

    @Test
    void an_empty_variable_says_nothing() throws IOException {
        write("evolua.properties", "unit=from-file");
        environment.put("EVOLUA_UNIT", "");
        assertThat(read().text(Setting.UNIT)).contains("from-file");
    }

    @Test
    void the_database_is_named_as_everywhere_and_by_its_own_name_first() {
        environment.put("DATABASE_URL", "postgresql://everywhere");
        assertThat(read().text(Setting.DATABASE_URL)).contains("postgresql://everywhere");
        environment.put("EVOLUA_DATABASE_URL", "postgresql://here");
        assertThat(read().text(Setting.DATABASE_URL)).contains("postgresql://here");
    }

    @Test
    void a_password_keeps_its_special_characters() throws IOException {
        String url = "postgresql://u:a$b{c}${d}\\e=f#g,h%20@localhost/x";
        write(".env", "export DATABASE_URL=" + url + "   # local");
        assertThat(read().text(Setting.DATABASE_URL)).contains(url);
        write(".env", "DATABASE_URL='" + url + "'");
        assertThat(read().text(Setting.DATABASE_URL)).contains(url);
    }

    @Test
    void a_line_of_dot_env_that_is_no_assignment_is_named() throws IOException {
        write(".env", "# a comment\n\nDATABASE_URL postgresql://x\n");
        assertThatThrownBy(this::read).isInstanceOf(UsageException.class).hasMessageContaining(".env, line 3");
    }

    @Test
    void paths_in_the_file_are_relative_to_the_file() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        write(
                "deep/my.properties",
                "scripts=db" + File.pathSeparator + "../more\nclasspath=a.jar" + File.pathSeparator + "classes\n");
        Settings settings = read("deep/my.properties");
        assertThat(settings.scripts().first()).isEqualTo(folder.resolve("deep/db"));
        assertThat(settings.scripts().folders())
                .containsExactly(folder.resolve("deep/db"), folder.resolve("deep/../more"));
        assertThat(settings.classpath()).containsExactly(folder.resolve("deep/a.jar"), folder.resolve("deep/classes"));
    }

    @Test
    void an_unknown_setting_in_the_file_is_refused_with_the_known_ones() throws IOException {
        write("evolua.properties", "script=db");
        assertThatThrownBy(this::read)
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("\"script\"", "scripts", "database-url");
    }

    @Test
    void a_settings_file_that_was_asked_for_must_be_there() {
        assertThatThrownBy(() -> read("nowhere.properties"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nowhere.properties");
    }

    @Test
    void the_programs_own_scripts_serve_until_others_are_named() {
        Defaults own = new Defaults(() -> Path.of("/own"));
        assertThat(read(null, own).scripts().first()).isEqualTo(Path.of("/own"));
        options.put(Setting.SCRIPTS.property(), "mine");
        assertThat(read(null, own).scripts().first()).isEqualTo(folder.resolve("mine"));
    }

    @Test
    void scripts_are_in_db_unless_said_otherwise() {
        assertThat(read().scripts().first()).isEqualTo(folder.resolve("db"));
    }

    @Test
    void placeholders_come_from_everywhere_and_case_does_not_count(@TempDir Path folder) throws Exception {
        Path db = Files.createDirectories(folder.resolve("db/migration"));
        Files.writeString(db.resolve("V1__a.sql"), "select '${one} ${Two} ${three} ${four}' as ${Five};");
        Files.writeString(
                folder.resolve("evolua.properties"),
                "placeholders.one=file\nplaceholders.TWO=file\nevolua.placeholders.three=file\nplaceholders.four=file");
        Files.writeString(folder.resolve(".env"), "EVOLUA_PLACEHOLDERS_TWO=dotenv\nFLYWAY_PLACEHOLDERS_THREE=dotenv");
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder)
                    .with("DATABASE_URL", database.url())
                    .with("FLYWAY_PLACEHOLDERS_THREE", "environment")
                    .with("EVOLUA_PLACEHOLDER_SEPARATOR", "_");
            assertThat(shell.run("upgrade", "--placeholder", "four=option").err())
                    .contains("V1__a.sql:1: there is no value for the placeholder ${Five}");
            String both = "create table t as select '${one} ${Two} ${three} ${four}' as ${Five};";
            Files.writeString(db.resolve("V1__a.sql"), both);
            var ran = shell.run("upgrade", "--placeholder", "four=option", "--placeholder", "five=x=y");
            assertThat(ran.err()).contains("x=y");
            ran = shell.run("upgrade", "--placeholder", "four=option", "--placeholder", "five=x");
            assertThat(ran.code()).as(ran.err()).isZero();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select x from t")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("file dotenv environment option");
            }
        }
        assertThat(new Shell(folder).run("upgrade", "--placeholder", "x").code())
                .isEqualTo(2);
    }

    @Test
    void durations_have_a_unit() {
        options.put(Setting.LOCK_WAIT.property(), "90s");
        assertThat(read().duration(Setting.LOCK_WAIT)).contains(Duration.ofSeconds(90));
        options.put(Setting.LOCK_WAIT.property(), "5min");
        assertThat(read().duration(Setting.LOCK_WAIT)).contains(Duration.ofMinutes(5));
        options.put(Setting.LOCK_WAIT.property(), "90");
        assertThatThrownBy(() -> read().duration(Setting.LOCK_WAIT))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("--lock-wait 90", "30s");
    }

    @Test
    void lists_are_separated_by_commas_and_flags_are_true_or_false() throws IOException {
        write("evolua.properties", "exclude=legacy_*, audit.*,\nmapped-only=true\n");
        assertThat(read().list(Setting.EXCLUDE)).containsExactly("legacy_*", "audit.*");
        assertThat(read().flag(Setting.MAPPED_ONLY)).isTrue();
        assertThat(read().flag(Setting.DROP_UNMANAGED)).isFalse();
        environment.put("EVOLUA_MAPPED_ONLY", "yes");
        assertThatThrownBy(() -> read().flag(Setting.MAPPED_ONLY))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("mapped-only", "\"yes\"", "true or false");
    }

    private Settings read() {
        return read(null);
    }

    private Settings read(@Nullable String file) {
        return read(file, Defaults.NONE);
    }

    private Settings read(@Nullable String file, Defaults defaults) {
        return SettingsReader.read(new Surroundings(environment, folder, defaults), options, file);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
