package io.evolua.engine.catalog;

import io.evolua.engine.schema.QualifiedName;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is read of a database.
 *
 * @param schemas the names of the PostgreSQL schemas to read besides the default one, the first of the connection's
 *     search path; those that do not exist are passed over
 * @param ignored tables that are nobody's model, such as the history table
 */
public record Scope(SortedSet<String> schemas, Set<QualifiedName> ignored) {

    public Scope {
        schemas = new TreeSet<>(schemas);
        ignored = Set.copyOf(ignored);
    }

    public static Scope defaultSchema() {
        return new Scope(new TreeSet<>(), Set.of());
    }

    /** The same with these tables left out. */
    public Scope ignoring(Set<QualifiedName> tables) {
        return new Scope(schemas, tables);
    }

    /** The same with these schemas besides the default one. */
    public Scope with(Set<String> moreSchemas) {
        SortedSet<String> all = new TreeSet<>(schemas);
        all.addAll(moreSchemas);
        all.remove("");
        return new Scope(all, ignored);
    }
}
