package io.evolua.engine.history;

import io.evolua.engine.revision.Script;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the history says of repeatable scripts: for each, by its words, how it was when it ran last. */
public final class RepeatableHistory {

    /** How a script is to what ran last. */
    public enum State {
        /** It never ran. */
        PENDING,
        /** It ran, and has changed since. */
        OUTDATED,
        APPLIED,
        /** It failed when it ran last, outside a transaction. */
        FAILED
    }

    private final List<Script> scripts;
    private final Map<String, RepeatableRow> last = new TreeMap<>();

    /**
     * Holds them against each other.
     *
     * @param scripts all there are, in the order in which they run
     * @param rows those that have no version, in the order of their ranks
     */
    RepeatableHistory(List<Script> scripts, Collection<RepeatableRow> rows) {
        this.scripts = List.copyOf(scripts);
        for (RepeatableRow row : rows) {
            if (row.takesBack()) {
                last.remove(row.description());
            } else if (!row.isNote()) {
                last.put(row.description(), row);
            }
        }
    }

    /** The row of its last run, if it ran. */
    public Optional<RepeatableRow> row(Script script) {
        return Optional.ofNullable(last.get(HistoryTable.abbreviated(script.description())));
    }

    /**
     * Whether it would run.
     *
     * @throws io.evolua.engine.RefusedException if it cannot be read, or a placeholder has no value
     */
    public State state(Script script) {
        Optional<RepeatableRow> row = row(script);
        if (row.isEmpty()) {
            return State.PENDING;
        }
        if (!row.get().success()) {
            return State.FAILED;
        }
        return hasChecksum(row.get(), script.checksum()) || hasChecksum(row.get(), script.checksumOfSql())
                ? State.APPLIED
                : State.OUTDATED;
    }

    /** Flyway takes the checksum of the file for that of what ran, which older versions of it recorded. */
    private static boolean hasChecksum(RepeatableRow row, @Nullable Integer checksum) {
        return Objects.equals(row.checksum(), checksum);
    }

    List<Script> scripts() {
        return scripts;
    }

    /** Those that changed since they ran last, or never ran, in their order. */
    public List<Script> pending() {
        return scripts.stream()
                .filter(script -> {
                    State state = state(script);
                    return state == State.PENDING || state == State.OUTDATED;
                })
                .toList();
    }

    /** The rows of scripts that failed when they ran last. */
    public List<RepeatableRow> failed() {
        return last.values().stream().filter(row -> !row.success()).toList();
    }

    /** The rows of scripts that are not there any more. */
    public List<RepeatableRow> missing() {
        Set<String> known = scripts.stream()
                .map(script -> HistoryTable.abbreviated(script.description()))
                .collect(Collectors.toSet());
        return last.values().stream()
                .filter(row -> row.success() && row.isSql() && !known.contains(row.description()))
                .toList();
    }

    /** What is recorded of a script in another way than Flyway's repair would have it: with the checksum of its file. */
    Optional<RepeatableRow> toRealign(Script script) {
        return row(script)
                .filter(row -> row.success()
                        && row.isSql()
                        && hasChecksum(row, script.checksum())
                        && !hasChecksum(row, script.checksumOfSql()));
    }
}
