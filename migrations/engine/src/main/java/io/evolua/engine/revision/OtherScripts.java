package io.evolua.engine.revision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Flyway's scripts that are no revisions.
 *
 * @param repeatable {@code R__<words>.sql}, run again whenever they changed, in the order of their words
 * @param callbacks {@code <moment>.sql} and {@code <moment>__<words>.sql}, in the order of moments and words
 * @param baselines {@code B<version>__<words>.sql}, by version: each the schema of a version as a whole
 */
public record OtherScripts(List<Script> repeatable, List<Callback> callbacks, List<Baseline> baselines) {

    /** None of any kind. */
    public static final OtherScripts NONE = new OtherScripts(List.of(), List.of(), List.of());

    private static final Pattern WORDS = Pattern.compile("[^_]+?(?:_[^_]+)*?__(.*)\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__.*\\.sql");
    private static final Pattern CALLBACK = Pattern.compile("((?:before|after|create)[A-Z][A-Za-z]*)(?:__.*)?\\.sql");
    private static final Pattern BASELINE = Pattern.compile("B(\\d+(?:[._]\\d+)*)(?:__.*)?\\.sql");

    public OtherScripts {
        repeatable = List.copyOf(repeatable);
        callbacks = List.copyOf(callbacks);
        baselines = List.copyOf(baselines);
    }

    /**
     * A script that runs at a certain moment of a run.
     *
     * @param moment Flyway's name for it, as in {@code beforeMigrate}
     */
    public record Callback(String moment, Script script) {}

    /** A script that makes the schema of a version, in the place of all scripts up to it. */
    public record Baseline(RevisionId id, Script script) {}

    List<Script> all() {
        return Stream.of(
                        repeatable.stream(),
                        callbacks.stream().map(Callback::script),
                        baselines.stream().map(Baseline::script))
                .flatMap(scripts -> scripts)
                .toList();
    }

    /** The names of all of them. */
    public List<String> names() {
        return all().stream().map(Script::name).toList();
    }

    /** The words of a file name as Flyway's history holds them. */
    static String description(String fileName) {
        Matcher matcher = WORDS.matcher(fileName);
        return matcher.matches() ? matcher.group(1).replace('_', ' ') : "";
    }

    /** The newest of the baseline scripts. */
    public Optional<Baseline> newestBaseline() {
        return baselines.isEmpty() ? Optional.empty() : Optional.of(baselines.get(baselines.size() - 1));
    }

    /** The newest of those that are not newer than a version. */
    public Optional<Baseline> newestBaselineUpTo(RevisionId id) {
        return baselines.stream()
                .filter(baseline -> baseline.id().compareTo(id) <= 0)
                .max(Comparator.comparing(Baseline::id));
    }

    static final class Builder {

        private final List<Script> repeatable = new ArrayList<>();
        private final List<Callback> callbacks = new ArrayList<>();
        private final List<Baseline> baselines = new ArrayList<>();

        /** Takes a script if it is one of these; beside the scripts that go down there are but callbacks. */
        boolean take(String fileName, boolean goesUp, Supplier<Script> script) {
            Matcher callback = CALLBACK.matcher(fileName);
            Matcher baseline = BASELINE.matcher(fileName);
            if (goesUp && REPEATABLE.matcher(fileName).matches()) {
                repeatable.add(script.get());
            } else if (callback.matches()) {
                callbacks.add(new Callback(callback.group(1), script.get()));
            } else if (goesUp && baseline.matches()) {
                baselines.add(new Baseline(RevisionId.of(baseline.group(1)), script.get()));
            } else {
                return false;
            }
            return true;
        }

        /** As {@link #take(String, boolean, Supplier)}, of a class. */
        boolean take(JavaClass found) {
            char kind = found.parsed().kind();
            if (kind == 'R') {
                repeatable.add(found);
            } else if (kind == 'B') {
                baselines.add(new Baseline(found.parsed().id(), found));
            } else {
                return false;
            }
            return true;
        }

        OtherScripts build() {
            repeatable.sort(Comparator.comparing(Script::words));
            callbacks.sort(Comparator.comparing(Callback::moment)
                    .thenComparing(each -> each.script().words()));
            baselines.sort(Comparator.comparing(Baseline::id));
            return new OtherScripts(repeatable, callbacks, baselines);
        }
    }
}
