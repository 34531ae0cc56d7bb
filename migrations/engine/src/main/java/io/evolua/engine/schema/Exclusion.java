package io.evolua.engine.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An exclusion constraint.
 *
 * @param definition the whole clause, {@code EXCLUDE USING gist (…) WHERE (…)}
 * @param storage parameters of its index
 */
public record Exclusion(
        String name,
        boolean nameChosen,
        SqlText definition,
        SortedMap<String, String> storage,
        Optional<String> comment)
        implements Constraint {

    public Exclusion {
        storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }

    @Override
    public Exclusion named(String newName) {
        return new Exclusion(newName, true, definition, storage, comment);
    }

    @Override
    public Exclusion essence() {
        return new Exclusion("", true, definition, Collections.emptySortedMap(), Optional.empty());
    }

    public Exclusion withDefinition(SqlText newDefinition) {
        return new Exclusion(name, nameChosen, newDefinition, storage, comment);
    }
}
