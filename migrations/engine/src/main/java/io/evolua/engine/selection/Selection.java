package io.evolua.engine.selection;

import io.evolua.engine.UsageException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which objects are compared. All others stay as they are, whatever either side says about them.
 *
 * <p>Patterns are written {@code users}, {@code app.users}, {@code audit_*}, {@code users.email}, {@code index:ix_*} or
 * {@code schema:audit}. {@code *} stands for any characters and {@code ?} for one, neither for the dot between names;
 * what is in double quotes stands for itself. Names are compared as the catalog holds them, case included. Without a
 * kind before it a pattern stands for tables and all else that is in no table (by {@code name} or {@code schema.name})
 * and for what is in tables (by {@code table.name} or {@code schema.table.name}); with one, only for that kind, and what is in tables may
 * be named alone.
 *
 * @param include if any of them stands for what is in no table, only what matches is compared; if any
 *     names a kind of what is in tables, of that kind only what matches; none for everything
 * @param exclude what is not compared in any case; with a schema or a table goes all that is in it
 * @param mappedOnly of what is in no table only what a persistence unit has
 */
public record Selection(List<String> include, List<String> exclude, boolean mappedOnly) {

    /** Everything. */
    public static final Selection ALL = new Selection(List.of(), List.of(), false);

    /** @throws UsageException if a pattern is none */
    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        include.forEach(NamePattern::parse);
        exclude.forEach(NamePattern::parse);
    }

    /**
     * What is compared, as far as patterns go.
     *
     * @param defaultSchema how the default schema, whose name objects do not carry, is called
     */
    public Predicate<SchemaObject> in(String defaultSchema) {
        return new NameFilter(
                include.stream().map(NamePattern::parse).toList(),
                exclude.stream().map(NamePattern::parse).toList(),
                defaultSchema);
    }
}
