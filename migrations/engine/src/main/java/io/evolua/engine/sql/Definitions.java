package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.list;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The clauses that statements are made of. */
final class Definitions {

    private Definitions() {}

    static String column(Column column, Set<String> primaryKey) {
        StringBuilder sql =
                new StringBuilder(quote(column.name())).append(' ').append(TypeNames.shortest(column.type()));
        column.identity().ifPresent(identity -> sql.append(' ').append(identity(identity)));
        // Both an identity and a primary key say NOT NULL themselves.
        if (!column.nullable() && column.identity().isEmpty() && !primaryKey.contains(column.name())) {
            sql.append(" not null");
        }
        column.defaultValue().ifPresent(value -> sql.append(" default ").append(value.text()));
        return sql.toString();
    }

    static String identity(Identity identity) {
        String options = options(
                identity.options(), SequenceOptions.defaults(identity.options().type()));
        return "generated " + (identity.always() ? "always" : "by default") + " as identity"
                + (options.isEmpty() ? "" : " (" + options + ")");
    }

    static String constraint(Constraint constraint) {
        return "constraint " + quote(constraint.name()) + " " + clause(constraint);
    }

    private static String clause(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return "primary key (" + list(key.columns()) + ")";
        }
        if (constraint instanceof UniqueConstraint unique) {
            return "unique (" + list(unique.columns()) + ")";
        }
        if (constraint instanceof ForeignKey key) {
            return foreignKey(key);
        }
        return ((Check) constraint).definition().text();
    }

    private static String foreignKey(ForeignKey key) {
        StringBuilder sql = new StringBuilder("foreign key (")
                .append(list(key.columns()))
                .append(") references ")
                .append(quote(key.referencedTable()))
                .append(" (")
                .append(list(key.referencedColumns()))
                .append(')');
        if (key.onUpdate() != ForeignKey.Action.NO_ACTION) {
            sql.append(" on update ").append(key.onUpdate().sql());
        }
        if (key.onDelete() != ForeignKey.Action.NO_ACTION) {
            sql.append(" on delete ").append(key.onDelete().sql());
        }
        if (key.deferral() != ForeignKey.Deferral.NOT_DEFERRABLE) {
            sql.append(' ').append(key.deferral().sql());
        }
        return sql.toString();
    }

    static String index(QualifiedName table, Index index) {
        StringBuilder sql = new StringBuilder(index.unique() ? "create unique index " : "create index ")
                .append(quote(index.name()))
                .append(" on ")
                .append(quote(table));
        if (!index.method().equals(Index.BTREE)) {
            sql.append(" using ").append(quote(index.method()));
        }
        sql.append(index.keys().stream().map(Definitions::key).collect(Collectors.joining(", ", " (", ")")));
        if (!index.include().isEmpty()) {
            sql.append(" include (").append(list(index.include())).append(')');
        }
        index.predicate().ifPresent(p -> sql.append(" where ").append(p.text()));
        return sql.toString();
    }

    private static String key(Index.Key key) {
        String sql = key.column() ? quote(key.expression()) : key.expression();
        if (key.direction() == Index.Direction.DESC) {
            sql += " desc";
        }
        if (key.nulls() != key.direction().defaultNulls()) {
            sql += key.nulls() == Index.Nulls.FIRST ? " nulls first" : " nulls last";
        }
        return sql;
    }

    /** What must be said to get from the options {@code have} to {@code want}; empty if nothing. */
    static String options(SequenceOptions want, SequenceOptions have) {
        return String.join(" ", optionList(want, have));
    }

    static List<String> optionList(SequenceOptions want, SequenceOptions have) {
        List<String> options = new ArrayList<>();
        if (want.increment() != have.increment()) {
            options.add("increment by " + want.increment());
        }
        if (want.minValue() != have.minValue()) {
            options.add("minvalue " + want.minValue());
        }
        if (want.maxValue() != have.maxValue()) {
            options.add("maxvalue " + want.maxValue());
        }
        if (want.start() != have.start()) {
            options.add("start with " + want.start());
        }
        if (want.cache() != have.cache()) {
            options.add("cache " + want.cache());
        }
        if (want.cycle() != have.cycle()) {
            options.add(want.cycle() ? "cycle" : "no cycle");
        }
        return options;
    }

    /** Whether a sequence that is still at its old start would be out of its new bounds, which PostgreSQL refuses. */
    static boolean mustRestart(SequenceOptions want, SequenceOptions have) {
        return have.start() < want.minValue() || have.start() > want.maxValue();
    }
}
