package io.evolua.engine.model;

import static java.util.stream.Collectors.toCollection;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.NamingConvention.Kind;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the names that nobody chose off what a provider's DDL made: those that PostgreSQL gave, and the digests that
 * Hibernate makes of table and columns. Digests are replaced by the names that PostgreSQL would give.
 */
public final class ProviderNames {

    /** {@code FK}, {@code UK} or {@code IDX} and an MD5 in base 35 (Hibernate's {@code NamingHelper}). */
    private static final Pattern DIGEST = Pattern.compile("(?i)(fk|uk|idx)[0-9a-y]{20,25}");

    private final Table table;
    private final Set<String> taken = new HashSet<>();

    private ProviderNames(Table table) {
        this.table = table;
    }

    /** The same schema, in which names count as chosen only if somebody chose them. */
    public static Schema unchosen(Schema schema) {
        return schema.mapTables(table -> new ProviderNames(table).unchosen());
    }

    private Table unchosen() {
        table.uniques().forEach(unique -> taken.add(unique.name()));
        table.foreignKeys().forEach(key -> taken.add(key.name()));
        table.indexes().forEach(index -> taken.add(index.name()));
        return table.withPrimaryKey(table.primaryKey().map(this::unchosen))
                .withUniques(table.uniques().stream().map(this::unchosen).toList())
                .withForeignKeys(
                        table.foreignKeys().stream().map(this::unchosen).toList())
                .withChecks(table.checks().stream().map(this::unchosen).toList())
                .withIndexes(table.indexes().stream().map(this::unchosen).toList());
    }

    private PrimaryKey unchosen(PrimaryKey key) {
        return key.name().equals(NamingConvention.primaryKey(table.name().name())) ? key.unnamed(key.name()) : key;
    }

    private UniqueConstraint unchosen(UniqueConstraint unique) {
        return isUnchosen(unique.name(), Kind.UNIQUE, unique.columns())
                ? unique.unnamed(convention(unique.name(), Kind.UNIQUE, unique.columns()))
                : unique;
    }

    private ForeignKey unchosen(ForeignKey key) {
        return isUnchosen(key.name(), Kind.FOREIGN_KEY, key.columns())
                ? key.unnamed(convention(key.name(), Kind.FOREIGN_KEY, key.columns()))
                : key;
    }

    private Index unchosen(Index index) {
        List<String> columns = index.keys().stream()
                .map(key -> key.column() ? key.expression() : "expr")
                .toList();
        return isUnchosen(index.name(), Kind.INDEX, columns)
                ? index.unnamed(convention(index.name(), Kind.INDEX, columns))
                : index;
    }

    /** Which columns PostgreSQL put into a check's name is not known; that it gave it can be seen. */
    private Check unchosen(Check check) {
        Set<String> possible = table.columns().stream()
                .map(column ->
                        NamingConvention.choose(Kind.CHECK, table.name().name(), List.of(column.name()), name -> false))
                .collect(toCollection(HashSet::new));
        possible.add(NamingConvention.choose(Kind.CHECK, table.name().name(), List.of(), name -> false));
        String plain = check.name().replaceFirst("\\d+$", "");
        return possible.contains(check.name()) || possible.contains(plain) ? check.unnamed(check.name()) : check;
    }

    private boolean isUnchosen(String name, Kind kind, List<String> columns) {
        String plain = NamingConvention.choose(kind, table.name().name(), columns, other -> false);
        return DIGEST.matcher(name).matches()
                || name.equals(plain)
                || (name.startsWith(plain) && name.substring(plain.length()).matches("\\d+"));
    }

    private String convention(String name, Kind kind, List<String> columns) {
        if (!DIGEST.matcher(name).matches()) {
            return name;
        }
        String chosen = NamingConvention.choose(kind, table.name().name(), columns, taken::contains);
        taken.add(chosen);
        return chosen;
    }
}
