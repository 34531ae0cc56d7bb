package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever statements are written one after the other, they are found again, in their order, on their lines. */
class SqlSplitterPropertiesTest {

    @Property(tries = 500)
    void statements_are_found_again(
            @ForAll("statements") List<String> statements, @ForAll("gap") String before, @ForAll("gap") String after) {
        StringBuilder script = new StringBuilder();
        List<SqlStatement> expected = new ArrayList<>();
        for (String statement : statements) {
            script.append(before);
            expected.add(new SqlStatement(
                    statement, 1 + (int) script.chars().filter(c -> c == '\n').count()));
            script.append(statement).append(after).append(';');
        }
        assertThat(new SqlSplitter("x.sql", script.toString()).split()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> statements() {
        Arbitrary<String> piece = Arbitraries.oneOf(quoted(), escaped(), identifier(), dollars(), comment(), plain());
        return piece.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(pieces -> "select " + String.join(" ", pieces) + " end")
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> gap() {
        return Arbitraries.of("", " ", "\n", "\r\n", "-- a; 'b\n", "/* ; ' /* \" */ $$ */", " \n\n\t");
    }

    private static Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("a;'\"$-/*\\\n (){}é").ofMaxLength(12);
    }

    private static Arbitrary<String> quoted() {
        return noise().map(text -> "'" + text.replace("'", "''") + "'");
    }

    private static Arbitrary<String> escaped() {
        return noise().map(text -> "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "' ||");
    }

    private static Arbitrary<String> identifier() {
        return noise().map(text -> "\"" + text.replace("\"", "\"\"") + "\"");
    }

    private static Arbitrary<String> dollars() {
        return noise().map(text -> "$q$" + text.replace("$q$", "") + " $q$");
    }

    private static Arbitrary<String> comment() {
        return Arbitraries.of("/* ; */", "/* /* ' */ ; */", "-- ; '\n", "--\n");
    }

    private static Arbitrary<String> plain() {
        return Arbitraries.of("1", "a.b", "(1; 2)", "$1", "case when a then b end", "begin atomic", "+-", "->>");
    }
}
