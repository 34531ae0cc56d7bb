package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names and versions are taken apart by hand, because commands take thousands apart: here by the rules as written down. */
class ScriptNameTest {

    private static final Pattern NAME = Pattern.compile("([VU])(\\d+(?:[._]\\d+)*)(?:__(.*))?\\.sql");
    private static final Pattern VERSION = Pattern.compile("\\d+([._]\\d+)*");

    @Property(tries = 5_000)
    void a_name_is_read_as_its_pattern_says(@ForAll("names") String name) {
        Matcher matcher = NAME.matcher(name);
        var parsed = ScriptName.parse(name);
        assertThat(parsed.isPresent()).as(name).isEqualTo(matcher.matches());
        parsed.ifPresent(script -> {
            assertThat(script.kind()).isEqualTo(matcher.group(1).charAt(0));
            assertThat(script.id()).isEqualTo(RevisionId.of(matcher.group(2)));
            assertThat(script.description()).isEqualTo(matcher.group(3) == null ? "" : matcher.group(3));
        });
    }

    @Property(tries = 5_000)
    void a_version_is_valid_as_its_pattern_says(@ForAll("versions") String version) {
        assertThat(RevisionId.isValid(version))
                .as(version)
                .isEqualTo(VERSION.matcher(version).matches());
    }

    @Property(tries = 5_000)
    void versions_are_ordered_number_by_number(@ForAll("versions") String one, @ForAll("versions") String other) {
        if (RevisionId.isValid(one) && RevisionId.isValid(other)) {
            int expected = compare(numbers(one), numbers(other));
            RevisionId first = RevisionId.of(one);
            RevisionId second = RevisionId.of(other);
            assertThat(Integer.signum(first.compareTo(second))).isEqualTo(expected);
            assertThat(first.equals(second)).isEqualTo(expected == 0);
            if (expected == 0) {
                assertThat(first).hasSameHashCodeAs(second);
            }
        }
    }

    private static List<BigInteger> numbers(String version) {
        return Stream.of(version.split("[._]")).map(BigInteger::new).toList();
    }

    private static int compare(List<BigInteger> one, List<BigInteger> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            BigInteger left = i < one.size() ? one.get(i) : BigInteger.ZERO;
            BigInteger right = i < other.size() ? other.get(i) : BigInteger.ZERO;
            if (!left.equals(right)) {
                return left.compareTo(right);
            }
        }
        return 0;
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("V", "U", "v", "R", "1", "20", "_", "__", ".", "words", ".sql", ".SQL", "a b")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .flatMap(middle -> Arbitraries.of(middle, "V1" + middle + ".sql", "U2_" + middle + ".sql"));
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of("0", "00", "1", "01", "9", "10", "20240101000000", ".", "_", "x")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }
}
