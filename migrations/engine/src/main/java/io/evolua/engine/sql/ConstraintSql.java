package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.list;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterConstraint;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.KeyOptions;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.UniqueConstraint;
import io.evolua.engine.schema.Validity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Constraints: their clauses, and how they are added and altered. */
final class ConstraintSql {

    private ConstraintSql() {}

    /** Whether {@code CREATE TABLE} can say it: there, PostgreSQL takes what is not valid for valid. */
    static boolean fitsIntoTable(Constraint constraint) {
        return validity(constraint) == Validity.VALID;
    }

    /** {@code constraint name …}. */
    static String definition(Constraint constraint) {
        Validity validity = validity(constraint);
        return "constraint " + quote(constraint.name()) + " " + clause(constraint)
                + (validity == Validity.VALID ? "" : " " + validity.sql());
    }

    static List<String> add(QualifiedName table, Constraint constraint) {
        List<String> statements = new ArrayList<>();
        statements.add(alter(table, "add " + definition(constraint)));
        statements.addAll(afterwards(table, constraint));
        return statements;
    }

    /** What the clause cannot say. */
    static List<String> afterwards(QualifiedName table, Constraint constraint) {
        return Comments.add(Comments.part(table, constraint), constraint.comment());
    }

    static List<String> alter(AlterConstraint change) {
        QualifiedName table = change.table();
        Constraint from = change.from();
        Constraint to = change.to();
        List<String> statements = new ArrayList<>();
        if (mustBeRebuilt(from, to)) {
            statements.add(alter(table, "drop constraint " + quote(to.name()) + ", add " + definition(to)));
            statements.addAll(afterwards(table, to));
            return statements;
        }
        if (from instanceof ForeignKey old && to instanceof ForeignKey now && old.deferral() != now.deferral()) {
            statements.add(alter(table, "alter constraint " + quote(to.name()) + " " + deferral(now.deferral())));
        }
        if (validity(from) != validity(to)) {
            statements.add(alter(table, switchTo(validity(from), validity(to)).formatted(quote(to.name()))));
        }
        statements.addAll(IndexSql.storage(table.sibling(to.name()), storage(from), storage(to)));
        statements.addAll(Comments.change(Comments.part(table, to), from.comment(), to.comment()));
        return statements;
    }

    /** What held for all rows cannot be made to hold for some; of a check, {@code ENFORCED} cannot be altered either. */
    private static boolean mustBeRebuilt(Constraint from, Constraint to) {
        Validity old = validity(from);
        Validity now = validity(to);
        return old != now
                && (now == Validity.NOT_VALID
                        || (!(to instanceof ForeignKey)
                                && (old == Validity.NOT_ENFORCED || now == Validity.NOT_ENFORCED)));
    }

    private static String switchTo(Validity old, Validity now) {
        if (now == Validity.NOT_ENFORCED) {
            return "alter constraint %s not enforced";
        }
        return old == Validity.NOT_VALID ? "validate constraint %s" : "alter constraint %s enforced";
    }

    private static String deferral(Deferral deferral) {
        return deferral == Deferral.NOT_DEFERRABLE ? "not deferrable" : deferral.sql();
    }

    private static Validity validity(Constraint constraint) {
        if (constraint instanceof ForeignKey key) {
            return key.validity();
        }
        return constraint instanceof Check check ? check.validity() : Validity.VALID;
    }

    /** Parameters of its index, where they are no part of the clause. */
    private static SortedMap<String, String> storage(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return key.options().storage();
        }
        if (constraint instanceof UniqueConstraint unique) {
            return unique.options().storage();
        }
        return Collections.emptySortedMap();
    }

    private static String clause(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return "primary key " + key(key.columns(), key.options());
        }
        if (constraint instanceof UniqueConstraint unique) {
            return (unique.options().nullsNotDistinct() ? "unique nulls not distinct " : "unique ")
                    + key(unique.columns(), unique.options());
        }
        if (constraint instanceof ForeignKey key) {
            return foreignKey(key);
        }
        return constraint instanceof Exclusion exclusion
                ? exclusion.definition().text()
                : ((Check) constraint).definition().text();
    }

    private static String key(List<String> columns, KeyOptions options) {
        return "(" + list(columns)
                + (options.withoutOverlaps() ? " without overlaps)" : ")")
                + (options.include().isEmpty() ? "" : " include (" + list(options.include()) + ")")
                + Parameters.with(options.storage())
                + (options.deferral() == Deferral.NOT_DEFERRABLE
                        ? ""
                        : " " + options.deferral().sql());
    }

    private static String foreignKey(ForeignKey key) {
        boolean period = key.match() == ForeignKey.Match.PERIOD;
        StringBuilder sql = new StringBuilder("foreign key (")
                .append(columns(key.columns(), period))
                .append(") references ")
                .append(quote(key.referencedTable()))
                .append(" (")
                .append(columns(key.referencedColumns(), period))
                .append(')');
        if (key.match() == ForeignKey.Match.FULL) {
            sql.append(" match full");
        }
        if (key.onUpdate() != ForeignKey.Action.NO_ACTION) {
            sql.append(" on update ").append(key.onUpdate().sql());
        }
        if (key.onDelete() != ForeignKey.Action.NO_ACTION) {
            sql.append(" on delete ").append(key.onDelete().sql());
        }
        if (!key.onDeleteColumns().isEmpty()) {
            sql.append(" (").append(list(key.onDeleteColumns())).append(')');
        }
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            sql.append(' ').append(key.deferral().sql());
        }
        return sql.toString();
    }

    private static String columns(List<String> columns, boolean period) {
        int last = columns.size() - 1;
        return period ? list(columns.subList(0, last)) + ", period " + quote(columns.get(last)) : list(columns);
    }

    private static String alter(QualifiedName table, String action) {
        return "alter table " + quote(table) + " " + action;
    }
}
