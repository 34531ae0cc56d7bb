package io.evolua.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTest {

    private static Map<String, String> read(String text) {
        return Toml.read(Path.of("x.toml"), text);
    }

    @Test
    void values_are_known_by_the_path_of_their_keys() {
        assertThat(read("""
                # a comment
                top = 1   # and another
                "quoted key".'b.c' = -2.5e+3
                [a.b]
                c = true
                d . e = 1979-05-27T07:32:00Z
                [ f."g h" ]
                i = {j = 'x', k.l = [1, 2]}
                [[many]]
                n = 0xdead_beef
                [[many]]
                n = inf
                """))
                .containsExactly(
                        entry("top", "1"),
                        entry("quoted key.b.c", "-2.5e+3"),
                        entry("a.b.c", "true"),
                        entry("a.b.d.e", "1979-05-27T07:32:00Z"),
                        entry("f.g h.i.j", "x"),
                        entry("f.g h.i.k.l", "1,2"),
                        entry("many.1.n", "0xdead_beef"),
                        entry("many.2.n", "inf"));
    }

    @Test
    void strings_have_four_forms() {
        assertThat(read("""
                basic = "a\\tb \\"q\\" \\u00df \\\\ # none"
                literal = 'c:\\dir "x"'
                several = \"""
                one
                  two \\
                      three""\"""
                raw = '''
                a 'b' \\n'''
                empty = ""
                """))
                .containsExactly(
                        entry("basic", "a\tb \"q\" ß \\ # none"),
                        entry("literal", "c:\\dir \"x\""),
                        entry("several", "one\n  two three\"\""),
                        entry("raw", "a 'b' \\n"),
                        entry("empty", ""));
    }

    @Test
    void arrays_may_take_several_lines() {
        assertThat(read("""
                locations = [
                  "filesystem:a", # the first
                  'filesystem:b',
                ]
                none = []
                """))
                .containsEntry("locations", "filesystem:a,filesystem:b")
                .containsEntry("none", "");
        assertThat(read("x = 1\r\ny = 2\r\n")).containsEntry("x", "1").containsEntry("y", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\nb = 'not closed",
                "a = 1\nb",
                "a = 1\n= 2",
                "a = 1\nb = [1, 2",
                "a = 1\nb = 1 2]",
                "a = 1\na = 2",
                "a = 1\n[b",
                "a = 1\nb = \"c:\\dir\"",
                "a = 1\nb = {c = 1",
                "a = 1\nb = "
            })
    void what_is_no_toml_is_refused_with_its_line(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("x.toml:2: ");
    }
}
