package io.evolua.engine.change;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Generated;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a table that both sides have, but that PostgreSQL drops and adds on the way from one to the other, or
 * on the way back: it has no other way to make a column generated, or to change what it is generated from. What leans on
 * them steps aside.
 */
final class RemadeColumns {

    static final RemadeColumns NONE = new RemadeColumns(Set.of(), Set.of());

    private final Set<String> dropped;
    private final Set<String> all;

    private RemadeColumns(Set<String> dropped, Set<String> all) {
        this.dropped = dropped;
        this.all = all;
    }

    static RemadeColumns of(Table from, Table to) {
        Set<String> changed = new HashSet<>();
        for (Column old : from.columns()) {
            Optional<Column> now = to.column(old.name());
            if (now.isEmpty() || changesValues(old, now.get())) {
                changed.add(old.name());
            }
        }
        Set<String> dropped = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (Column old : from.columns()) {
            to.column(old.name()).ifPresent(now -> {
                if (isDropped(old, now, changed)) {
                    dropped.add(old.name());
                }
                if (old.generated().isPresent() != now.generated().isPresent()) {
                    all.add(old.name());
                }
            });
        }
        all.addAll(dropped);
        return new RemadeColumns(dropped, all);
    }

    private static boolean changesValues(Column old, Column now) {
        return !old.type().text().equals(now.type().text())
                || !old.options().collation().equals(now.options().collation())
                || old.generated().isPresent() != now.generated().isPresent();
    }

    private static boolean isDropped(Column old, Column now, Set<String> changed) {
        Generated before = old.generated().orElse(null);
        Generated after = now.generated().orElse(null);
        if (before == null || after == null) {
            // From stored to plain the values stay, and the way back is one statement.
            Generated only = before == null ? after : before;
            return only != null && !only.stored();
        }
        boolean sameText = before.expression().text().equals(after.expression().text());
        return before.stored() != after.stored()
                || (before.stored() && !sameText)
                || changesValues(old, now)
                || mentions(before.expression(), changed)
                || mentions(after.expression(), changed);
    }

    /** Whether the comparison drops the column and adds it. */
    boolean isDropped(String column) {
        return dropped.contains(column);
    }

    /** Whether the column is dropped and added on one of the two ways. */
    boolean contains(String column) {
        return all.contains(column);
    }

    /** Whether a constraint or an index goes with one of the columns. */
    boolean isUsedBy(Named part) {
        if (all.isEmpty()) {
            return false;
        }
        if (part instanceof PrimaryKey key) {
            return any(key.columns()) || any(key.options().include());
        }
        if (part instanceof UniqueConstraint unique) {
            return any(unique.columns()) || any(unique.options().include());
        }
        if (part instanceof ForeignKey key) {
            return any(key.columns());
        }
        if (part instanceof Check check) {
            return mentions(check.definition(), all);
        }
        if (part instanceof Exclusion exclusion) {
            return mentions(exclusion.definition(), all);
        }
        Index index = (Index) part;
        return any(index.include())
                || index.predicate().filter(p -> mentions(p, all)).isPresent()
                || index.keys().stream()
                        .anyMatch(key -> key.column()
                                ? all.contains(key.expression())
                                : mentions(SqlText.canonical(key.expression()), all));
    }

    private boolean any(List<String> columns) {
        return columns.stream().anyMatch(all::contains);
    }

    /** Whether one of the names stands in the SQL; in doubt it does, and something is made anew in vain. */
    static boolean mentions(SqlText sql, Collection<String> columns) {
        return columns.stream()
                .anyMatch(column -> sql.text().contains('"' + column.replace("\"", "\"\"") + '"')
                        || Pattern.compile("(?<![\\w$\"])" + Pattern.quote(column) + "(?![\\w$\"])")
                                .matcher(sql.text())
                                .find());
    }
}
