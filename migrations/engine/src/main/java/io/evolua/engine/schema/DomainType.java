package io.evolua.engine.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A domain.
 *
 * @param baseType with its collation if that is not the type's own
 * @param checks the clauses ({@code CHECK (…)}) by the constraints' names
 */
public record DomainType(
        QualifiedName name,
        String baseType,
        boolean notNull,
        Optional<String> defaultValue,
        SortedMap<String, String> checks,
        Optional<String> comment)
        implements DatabaseObject {

    public DomainType {
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
    }

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.TYPE, name);
    }

    @Override
    public DomainType withComment(Optional<String> newComment) {
        return new DomainType(name, baseType, notNull, defaultValue, checks, newComment);
    }
}
