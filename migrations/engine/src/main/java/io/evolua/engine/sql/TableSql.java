package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterTable;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables: how they are created, and what is altered of them as a whole. */
final class TableSql {

    private TableSql() {}

    /** The table with all that belongs to it. */
    static List<String> create(Table table) {
        QualifiedName name = table.name();
        List<String> statements = new ArrayList<>();
        statements.add((table.options().unlogged() ? "create unlogged table " : "create table ")
                + quote(name)
                + head(table)
                + clauses(table.options()));
        constraints(table)
                .filter(c -> !isInline(table, c))
                .forEach(c -> statements.add(alter(name, "add " + ConstraintSql.definition(c))));
        for (Index index : table.indexes()) {
            statements.addAll(IndexSql.create(name, index));
        }
        constraints(table).forEach(c -> statements.addAll(ConstraintSql.afterwards(name, c)));
        for (Column column : table.columns()) {
            statements.addAll(ColumnSql.afterwards(name, column));
        }
        statements.addAll(afterwards(name, table.options()));
        return statements;
    }

    /** What the table consists of; of a partition only what is its own. */
    private static String head(Table table) {
        String body = body(table);
        return table.options()
                .partitionOf()
                .map(place -> " partition of " + quote(place.parent()) + (body.isEmpty() ? "" : " (" + body + ")") + " "
                        + place.bound())
                .orElse(" (" + body + ")");
    }

    private static String body(Table table) {
        Set<String> primaryKey =
                table.primaryKey().map(k -> Set.copyOf(k.columns())).orElse(Set.of());
        boolean partition = table.options().partitionOf().isPresent();
        List<String> lines = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!partition) {
                lines.add(ColumnSql.definition(column, primaryKey));
            } else if (!column.nullable() || column.defaultValue().isPresent()) {
                lines.add(ColumnSql.ofPartition(column, primaryKey));
            }
        }
        constraints(table).filter(c -> isInline(table, c)).forEach(c -> lines.add(ConstraintSql.definition(c)));
        return lines.isEmpty() ? "" : "\n    " + String.join(",\n    ", lines) + "\n";
    }

    private static Stream<Constraint> constraints(Table table) {
        return table.parts().filter(Constraint.class::isInstance).map(Constraint.class::cast);
    }

    private static boolean isInline(Table table, Constraint constraint) {
        return ConstraintSql.fitsIntoTable(constraint)
                && !(constraint instanceof UniqueConstraint unique && isRedundant(table, unique))
                && !(constraint instanceof ForeignKey key && leansOnWhatComesLater(table, key));
    }

    /** A reference to the table itself may mean a unique index, or a second key over the same columns. */
    private static boolean leansOnWhatComesLater(Table table, ForeignKey key) {
        if (!key.referencedTable().equals(table.name())) {
            return false;
        }
        Set<String> referenced = Set.copyOf(key.referencedColumns());
        boolean primary = table.primaryKey()
                .filter(k -> k.options().deferral() == Deferral.NOT_DEFERRABLE)
                .filter(k -> referenced.equals(Set.copyOf(k.columns())))
                .isPresent();
        return !primary
                && table.uniques().stream()
                        .filter(unique -> unique.options().deferral() == Deferral.NOT_DEFERRABLE)
                        .filter(unique -> !isRedundant(table, unique))
                        .noneMatch(unique -> referenced.equals(Set.copyOf(unique.columns())));
    }

    /** {@code CREATE TABLE} silently makes one of two keys over the same columns; {@code ALTER TABLE} makes both. */
    private static boolean isRedundant(Table table, UniqueConstraint unique) {
        List<String> columns = unique.columns();
        return table.primaryKey().filter(key -> key.columns().equals(columns)).isPresent()
                || table.uniques().stream()
                        .takeWhile(other -> !other.equals(unique))
                        .anyMatch(other -> other.columns().equals(columns));
    }

    private static String clauses(TableOptions options) {
        String inherits = options.inherits().isEmpty()
                ? ""
                : options.inherits().stream()
                        .map(Identifiers::quote)
                        .collect(Collectors.joining(", ", " inherits (", ")"));
        return inherits
                + options.partitionBy().map(key -> " partition by " + key).orElse("")
                + Parameters.with(options.storage());
    }

    /** What {@code CREATE TABLE} cannot say. */
    private static List<String> afterwards(QualifiedName table, TableOptions options) {
        TableOptions created = new TableOptions(
                options.unlogged(),
                options.storage(),
                false,
                false,
                TableOptions.PLAIN.replicaIdentity(),
                options.inherits(),
                options.partitionBy(),
                options.partitionOf(),
                Optional.empty());
        return alter(table, created, options);
    }

    static List<String> alter(AlterTable change) {
        List<String> statements = new ArrayList<>();
        String name = quote(change.table());
        change.detachment().ifPresent(place -> statements.add(alter(place.parent(), "detach partition " + name)));
        change.attachment()
                .ifPresent(place ->
                        statements.add(alter(place.parent(), "attach partition " + name + " " + place.bound())));
        statements.addAll(alter(change.table(), change.from(), change.to()));
        return statements;
    }

    private static List<String> alter(QualifiedName table, TableOptions from, TableOptions to) {
        List<String> actions = new ArrayList<>();
        for (QualifiedName parent : from.inherits()) {
            if (!to.inherits().contains(parent)) {
                actions.add("no inherit " + quote(parent));
            }
        }
        for (QualifiedName parent : to.inherits()) {
            if (!from.inherits().contains(parent)) {
                actions.add("inherit " + quote(parent));
            }
        }
        if (from.unlogged() != to.unlogged()) {
            actions.add(to.unlogged() ? "set unlogged" : "set logged");
        }
        actions.addAll(Parameters.actions("", from.storage(), to.storage()));
        if (from.rowSecurity() != to.rowSecurity()) {
            actions.add(to.rowSecurity() ? "enable row level security" : "disable row level security");
        }
        if (from.forceRowSecurity() != to.forceRowSecurity()) {
            actions.add(to.forceRowSecurity() ? "force row level security" : "no force row level security");
        }
        if (!from.replicaIdentity().equals(to.replicaIdentity())) {
            actions.add("replica identity " + to.replicaIdentity());
        }
        List<String> statements = new ArrayList<>();
        actions.forEach(action -> statements.add(alter(table, action)));
        statements.addAll(Comments.change(Comments.table(table), from.comment(), to.comment()));
        return statements;
    }

    static List<String> drop(Table table) {
        String drop = "drop table " + quote(table.name());
        return table.options()
                .partitionOf()
                .map(place -> List.of(alter(place.parent(), "detach partition " + quote(table.name())), drop))
                .orElse(List.of(drop));
    }

    private static String alter(QualifiedName table, String action) {
        return "alter table " + quote(table) + " " + action;
    }
}
