package io.evolua.engine.schema;

import java.util.Optional;

/**
 * An exclusion constraint.
 *
 * @param definition the whole clause, {@code EXCLUDE USING gist (…) WITH (…) WHERE (…)}
 */
public record Exclusion(String name, boolean nameChosen, SqlText definition, Optional<String> comment)
        implements Constraint {

    @Override
    public Exclusion named(String newName) {
        return new Exclusion(newName, true, definition, comment);
    }

    @Override
    public Exclusion uncommented() {
        return new Exclusion(name, nameChosen, definition, Optional.empty());
    }

    @Override
    public Exclusion essence() {
        return new Exclusion("", true, definition, Optional.empty());
    }

    public Exclusion withDefinition(SqlText newDefinition) {
        return new Exclusion(name, nameChosen, newDefinition, comment);
    }
}
