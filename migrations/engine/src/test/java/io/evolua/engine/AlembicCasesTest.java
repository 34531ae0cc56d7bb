package io.evolua.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every case of the reference is held by a test, or it is said in {@code alembic-cases.md} why not. */
class AlembicCasesTest {

    /** How many there are of each series: A is what autogenerate compares, G what is done with the graph. */
    private static final Map<String, Integer> LAST = Map.of("A", 162, "G", 140);

    private static final List<Path> TESTS = Stream.of("engine", "cli", "compatibility/tests")
            .map(module -> Path.of("..", module.split("/")).resolve("src/test/java"))
            .toList();

    private static final Pattern TEST = Pattern.compile("void ([AG]\\d{3}\\w*)\\(");
    private static final Pattern NUMBERS = Pattern.compile("([AG])(\\d{3})(?:_to_[AG](\\d{3}))?(?=_|$)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([AG]\\d{3}) \\| \\S.+ \\|$");

    @Test
    void every_number_is_in_the_name_of_a_test_or_in_the_list_of_those_that_have_none() throws IOException {
        Set<String> tested = tested();
        Set<String> listed = ROW.matcher(Files.readString(Path.of("src", "test", "alembic-cases.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> all = LAST.entrySet().stream()
                .flatMap(series -> numbers(series.getKey(), 1, series.getValue()))
                .toList();

        assertThat(listed).as("listed and tested").doesNotContainAnyElementsOf(tested);
        Set<String> known = new TreeSet<>(tested);
        known.addAll(listed);
        assertThat(all.stream().filter(number -> !known.contains(number)))
                .as("neither tested nor listed")
                .isEmpty();
        assertThat(all).as("numbers of cases").containsAll(known);
    }

    private static Stream<String> numbers(String series, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> "%s%03d".formatted(series, number));
    }

    private static Set<String> tested() throws IOException {
        Set<String> numbers = new TreeSet<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                    TEST.matcher(Files.readString(file))
                            .results()
                            .map(test -> numbersOf(test.group(1)))
                            .forEach(numbers::addAll);
                }
            }
        }
        return numbers;
    }

    private static Collection<String> numbersOf(String test) {
        return NUMBERS.matcher(test).results().flatMap(AlembicCasesTest::range).toList();
    }

    private static Stream<String> range(MatchResult numbers) {
        int first = Integer.parseInt(numbers.group(2));
        String last = numbers.group(3);
        return numbers(numbers.group(1), first, last == null ? first : Integer.parseInt(last));
    }
}
