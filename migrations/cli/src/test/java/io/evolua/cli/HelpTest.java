package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

    private final Path folder;

    HelpTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<String> names() {
        return Subcommands.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void G123_every_command_has_a_summary_of_one_plain_sentence(String name) {
        String[] summary = Subcommands.named(name).spec().usageMessage().description();
        assertThat(summary).hasSize(1);
        assertThat(summary[0]).endsWith(".").hasSizeLessThan(80).matches("[A-Z][A-Za-z ,'-]+\\.");
    }

    @ParameterizedTest
    @MethodSource("names")
    void help_shows_options_exit_codes_and_settings_whatever_else_was_said(String name) {
        Ran ran = new Shell(folder).run(name, "--config", "missing.properties", "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("Usage: evolua " + name + " ")
                .contains("Exit codes:", "Settings:", "DATABASE_URL", "evolua.properties");
        assertThat(new Shell(folder).run("help", name).out()).isEqualTo(ran.out());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_stored_help_is_what_picocli_renders(String name) {
        assertThat(HelpTest.class.getResource("/io/evolua/cli/help/" + name + ".txt"))
                .isNotNull();
        assertThat(HelpText.of(name)).isEqualTo(HelpRenderer.render(name));
    }

    @Test
    void the_programs_help_lists_every_command_and_exit_code() {
        Ran ran = new Shell(folder).run("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains(Subcommands.NAMES).contains("  0   ", "  1   ", "  2   ", "  3   ");
        assertThat(new Shell(folder).run("-h")).isEqualTo(ran);
        assertThat(new Shell(folder).run("help")).isEqualTo(ran);
    }

    @Test
    void nothing_said_shows_the_help_as_a_message_and_is_wrong_usage() {
        Ran ran = new Shell(folder).run();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Usage: evolua ");
    }

    @Test
    void an_unknown_command_is_answered_with_a_similar_one() {
        Ran ran = new Shell(folder).run("histroy");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'histroy'", "did you mean history?", "evolua --help");
    }

    @Test
    void an_option_before_the_command_is_sent_behind_it() {
        Ran ran = new Shell(folder).run("--json", "current");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'--json'", "options come after the command");
        assertThat(ran.json().getJsonObject("error").getInt("exitCode")).isEqualTo(2);
    }

    @Test
    void an_unknown_option_is_answered_with_a_similar_one() {
        Ran ran = new Shell(folder).run("current", "--jsn");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'--jsn'", "Did you mean --json?", "evolua current --help");
    }

    @Test
    void a_missing_argument_is_named() {
        Ran ran = new Shell(folder).run("downgrade");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("REVISION", "evolua downgrade --help");
    }
}
