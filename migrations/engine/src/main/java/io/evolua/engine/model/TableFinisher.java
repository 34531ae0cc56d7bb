package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.model.ColumnDraft.Target;
import io.evolua.engine.model.TableDraft.ForeignKeyDraft;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.NamingConvention.Kind;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes tables of drafts: types of referring columns, order of keys, names that nobody chose. */
final class TableFinisher {

    private final Map<QualifiedName, TableDraft> tables;
    /** Indexes, also those behind keys and unique constraints, share one space of names with the tables of a schema. */
    private final Set<QualifiedName> relations;

    TableFinisher(Map<QualifiedName, TableDraft> tables) {
        this.tables = tables;
        this.relations = new HashSet<>(tables.keySet());
        tables.values().forEach(this::claimChosen);
    }

    Table finish(TableDraft draft) {
        QualifiedName name = draft.name;
        List<Column> columns = draft.columns.values().stream()
                .map(column -> column(draft, column))
                .toList();
        Optional<PrimaryKey> primaryKey = draft.primaryKey.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrimaryKey(claim(name, Kind.PRIMARY_KEY, List.of()), false, draft.primaryKey));
        List<UniqueConstraint> uniques = draft.uniques.stream()
                .filter(u -> !u.columns().equals(draft.primaryKey) || !u.name().isEmpty())
                .sorted(Comparator.comparing(u -> String.join(",", u.columns())))
                .map(u -> u.name().isEmpty()
                        ? new UniqueConstraint(claim(name, Kind.UNIQUE, u.columns()), false, u.columns())
                        : new UniqueConstraint(u.name(), true, u.columns()))
                .toList();
        Set<String> constraints = new HashSet<>();
        draft.foreignKeys.forEach(key -> constraints.add(key.name()));
        draft.checks.forEach(check -> constraints.add(check.name()));
        List<ForeignKey> foreignKeys = draft.foreignKeys.stream()
                .filter(key -> !draft.withoutForeignKey.contains(key.columns()))
                .sorted(Comparator.comparing((ForeignKeyDraft key) -> String.join(",", key.columns()))
                        .thenComparing(ForeignKeyDraft::referencedTable))
                .map(key -> foreignKey(draft, key, constraints))
                .toList();
        List<Check> checks = draft.checks.stream()
                .map(c -> new Check(
                        c.name().isEmpty()
                                ? NamingConvention.choose(
                                        Kind.CHECK, name.name(), columnOf(c), n -> !constraints.add(n))
                                : c.name(),
                        !c.name().isEmpty(),
                        c.clause()))
                .toList();
        List<Index> indexes = draft.indexes.stream().map(i -> index(name, i)).toList();
        return new Table(name, columns, primaryKey, uniques, foreignKeys, checks, indexes)
                .withOptions(TableOptions.PLAIN.withComment(draft.comment));
    }

    private static List<String> columnOf(TableDraft.CheckDraft check) {
        return check.column().isEmpty() ? List.of() : List.of(check.column());
    }

    private Column column(TableDraft table, ColumnDraft column) {
        boolean key = table.primaryKey.contains(column.name);
        return new Column(
                        column.name,
                        type(table, column, new HashSet<>()),
                        !key && column.nullable(),
                        column.defaultValue,
                        column.identity)
                .withOptions(ColumnOptions.PLAIN.withComment(column.comment));
    }

    /** The type, or that of the column referred to, which may refer in turn (derived identifiers). */
    private SqlText type(TableDraft table, ColumnDraft column, Set<ColumnDraft> seen) {
        SqlText type = column.type;
        if (type != null) {
            return type;
        }
        Target target = column.target;
        TableDraft other = target == null ? null : tables.get(target.table());
        @Nullable ColumnDraft referred = target == null || other == null ? null : other.columns.get(target.column());
        if (other == null || referred == null || !seen.add(column)) {
            throw new RefusedException(column.origin + " (column " + column.name + " of table " + table.name
                    + ") refers to "
                    + (target == null ? "nothing" : "column " + target.column() + " of table " + target.table())
                    + ", which no entity has.");
        }
        return type(other, referred, seen);
    }

    private ForeignKey foreignKey(TableDraft table, ForeignKeyDraft key, Set<String> taken) {
        TableDraft target = tables.get(key.referencedTable());
        if (target == null) {
            throw new UsageException(
                    key.origin() + " refers to table " + key.referencedTable() + ", which no entity has.");
        }
        List<String> referenced = key.referencedColumns().isEmpty() ? target.primaryKey : key.referencedColumns();
        if (referenced.size() != key.columns().size()) {
            throw new UsageException(key.origin() + " refers to table " + key.referencedTable() + " with "
                    + key.columns() + ", but its key is " + referenced + ".");
        }
        List<String> order = keyOf(target, referenced, key);
        List<Integer> permutation = IntStream.range(0, referenced.size())
                .boxed()
                .sorted(Comparator.comparing(i -> order.indexOf(referenced.get(i))))
                .toList();
        List<String> columns = permutation.stream().map(key.columns()::get).toList();
        return new ForeignKey(
                key.name().isEmpty()
                        ? NamingConvention.choose(Kind.FOREIGN_KEY, table.name.name(), columns, n -> !taken.add(n))
                        : key.name(),
                !key.name().isEmpty(),
                columns,
                key.referencedTable(),
                permutation.stream().map(referenced::get).toList(),
                key.actions().onUpdate(),
                key.actions().onDelete(),
                key.actions().deferral());
    }

    /** The key of the target that consists of these columns, in its own order. */
    private static List<String> keyOf(TableDraft target, List<String> columns, ForeignKeyDraft key) {
        Set<String> wanted = Set.copyOf(columns);
        List<List<String>> keys = new ArrayList<>();
        keys.add(target.primaryKey);
        target.uniques.forEach(unique -> keys.add(unique.columns()));
        target.indexes.stream()
                .filter(index -> index.unique() && index.keys().stream().allMatch(Index.Key::column))
                .forEach(index -> keys.add(
                        index.keys().stream().map(Index.Key::expression).toList()));
        return keys.stream()
                .filter(candidate -> candidate.size() == columns.size() && wanted.containsAll(candidate))
                .findFirst()
                .orElseThrow(() -> new RefusedException(key.origin() + " refers to " + String.join(", ", columns)
                        + " of table " + target.name + ", which is not unique, so that no foreign key can refer to it."
                        + " Make it unique there (@Column(unique = true)), or do without the constraint"
                        + " (@ForeignKey(ConstraintMode.NO_CONSTRAINT))."));
    }

    private Index index(QualifiedName table, TableDraft.IndexDraft index) {
        if (!index.name().isEmpty()) {
            return Index.btree(index.name(), true, index.unique(), index.keys());
        }
        List<String> columns = new ArrayList<>();
        for (Index.Key key : index.keys()) {
            String column = key.column() ? key.expression() : nameOf(key.expression());
            String numbered = column;
            for (int i = 1; columns.contains(numbered); i++) {
                numbered = column + i;
            }
            columns.add(numbered);
        }
        return Index.btree(claim(table, Kind.INDEX, columns), false, index.unique(), index.keys());
    }

    /** PostgreSQL calls a function by its name and any other expression "expr" ({@code FigureIndexColname}). */
    private static String nameOf(String expression) {
        int open = expression.indexOf('(');
        return open > 0 ? Names.written(expression.substring(0, open).strip()) : "expr";
    }

    private void claimChosen(TableDraft draft) {
        draft.uniques.forEach(unique -> claimChosen(draft, unique.name(), "unique constraint"));
        draft.indexes.forEach(index -> claimChosen(draft, index.name(), "index"));
    }

    private void claimChosen(TableDraft draft, String name, String what) {
        if (!name.isEmpty() && !relations.add(draft.name.sibling(name))) {
            throw new RefusedException("The name " + name + " of a " + what + " of table " + draft.name
                    + " is taken by another table, index or unique constraint. Choose another one.");
        }
    }

    private String claim(QualifiedName table, Kind kind, List<String> columns) {
        return NamingConvention.choose(
                kind, table.name(), columns, candidate -> !relations.add(table.sibling(candidate)));
    }
}
