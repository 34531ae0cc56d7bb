package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.list;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AddColumn;
import io.evolua.engine.change.AddConstraint;
import io.evolua.engine.change.AlterColumn;
import io.evolua.engine.change.AlterTable;
import io.evolua.engine.change.AlterType;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.CreateIndex;
import io.evolua.engine.change.CreateTable;
import io.evolua.engine.change.TypeChange;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.UniqueConstraint;
import io.evolua.engine.schema.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is written above a statement that rows can stop: the place to mend them, and a guard, a comment that says which
 * rows would be in the way and holds the query that counts them. The runner asks it.
 */
final class RowGuards {

    private static final Pattern CHECK =
            Pattern.compile("check\\s*(\\(.*\\))(?:\\s+no inherit)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<String> lines = new ArrayList<>();

    private RowGuards() {}

    /** Lines of the script; none if no row can be in the way. */
    static List<String> of(Change change) {
        return of(change, Optional.empty());
    }

    /**
     * Lines of the script; none if no row can be in the way.
     *
     * @param standIn what a new column's rows get in place of values that are lost
     */
    static List<String> of(Change change, Optional<String> standIn) {
        RowGuards guards = new RowGuards();
        if (change instanceof AddColumn add && add.isRequired() && standIn.isPresent()) {
            guards.standIn(add.table(), quote(add.column().name()), standIn.get());
            return List.copyOf(guards.lines);
        }
        if (change instanceof AddColumn add && add.isRequired()) {
            guards.required(add.table(), add.column().name());
        } else if (change instanceof AlterColumn alter) {
            guards.column(alter);
        } else if (change instanceof AddConstraint add) {
            guards.constraint(add.table(), add.constraint());
        } else if (change instanceof CreateIndex create && create.index().unique()) {
            guards.index(create.table(), create.index());
        } else if (change instanceof CreateTable create) {
            create.table()
                    .options()
                    .partitionOf()
                    .ifPresent(place -> guards.partition(create.table().name(), place, Optional.empty()));
        } else if (change instanceof AlterTable alter) {
            alter.attachment().ifPresent(place -> guards.attachment(alter.table(), place));
        } else if (change instanceof AlterType alter && alter.impossible().isEmpty()) {
            guards.removed(alter);
        }
        return List.copyOf(guards.lines);
    }

    /** Which of the change's statements they belong above. */
    static boolean areAbove(Change change, String statement) {
        return !(change instanceof AddColumn) || statement.endsWith(" set not null");
    }

    private void column(AlterColumn change) {
        String column = quote(change.name());
        String type = TypeNames.shortest(change.to().type());
        TypeChange types = change.typeChange();
        types.misfit(column, type)
                .ifPresent(misfit -> update(
                        change.table(),
                        column,
                        misfit,
                        "Change the values that do not fit",
                        "has " + column + " that cannot become " + type));
        if (change.from().nullable() && !change.to().nullable()) {
            required(change.table(), change.name());
        }
    }

    private void removed(AlterType change) {
        if (!change.removedValues().isEmpty()) {
            change.uses().forEach(use -> removed(use, change.removedValues()));
        }
    }

    /** By way of the text: the value may be too new to be asked for, or gone. */
    private void removed(AlterType.Use use, List<String> values) {
        String column = quote(use.column().name());
        List<String> gone = values.stream().map(Identifiers::literal).toList();
        boolean array = use.column().type().text().endsWith("[]");
        String condition = array
                ? column + "::text[] && array[" + String.join(", ", gone) + "]"
                : column + "::text in (" + String.join(", ", gone) + ")";
        update(
                use.table(),
                column,
                condition,
                "Change the values that go",
                "has " + column + " with " + String.join(" or ", gone));
    }

    private void required(QualifiedName table, String name) {
        String column = quote(name);
        update(
                table,
                column,
                column + " is null",
                "Give every row of " + quote(table) + " a value",
                "has " + column + " null");
    }

    private void standIn(QualifiedName table, String column, String value) {
        lines.add("-- The values that were here are lost. This stands in for them; say something better if you can:");
        lines.add("update " + quote(table) + " set " + column + " = " + value + " where " + column + " is null;");
        guard(
                "no row of " + quote(table) + " has " + column + " null",
                "select count(*) from " + quote(table) + " where " + column + " is null");
    }

    private void update(QualifiedName table, String column, String condition, String what, String claim) {
        place(what, "update " + quote(table) + " set " + column + " = … where " + condition + ";");
        guard(
                "no row of " + quote(table) + " " + claim,
                "select count(*) from " + quote(table) + " where " + condition);
    }

    /** Rows that a default partition has taken in until now. */
    private void partition(QualifiedName partition, PartitionOf place, Optional<String> unless) {
        PartitionBound.condition(place).ifPresent(bound -> {
            String table = quote(place.parent());
            String condition = bound + unless.map(other -> " and " + other).orElse("");
            place(
                    "Move the rows that " + quote(partition) + " is for out of the default partition of " + table,
                    "with moved as (delete from " + table + " where " + condition
                            + " returning *) insert into … select * from moved;");
            guard(
                    "no row of " + table + " is one that " + quote(partition) + " is for",
                    "select count(*) from " + table + " where " + condition);
        });
    }

    private void attachment(QualifiedName partition, PartitionOf place) {
        String name = quote(partition);
        PartitionBound.condition(place).ifPresent(bound -> {
            place(
                    "Move the rows that are out of its bound from " + name,
                    "delete from " + name + " where not " + bound + ";");
            guard("no row of " + name + " is out of its bound", "select count(*) from " + name + " where not " + bound);
        });
        partition(
                partition,
                place,
                Optional.of(
                        "tableoid not in (select relid from pg_partition_tree(" + Identifiers.literal(name) + "))"));
    }

    private void constraint(QualifiedName table, Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            differ(table, quoted(key.columns()), false, Optional.empty());
        } else if (constraint instanceof UniqueConstraint unique) {
            differ(table, quoted(unique.columns()), unique.options().nullsNotDistinct(), Optional.empty());
        } else if (constraint instanceof ForeignKey key && key.validity() == Validity.VALID) {
            refer(table, key);
        } else if (constraint instanceof Check check && check.validity() == Validity.VALID) {
            hold(table, check);
        }
    }

    private void index(QualifiedName table, Index index) {
        List<String> keys = index.keys().stream()
                .map(key -> key.column() ? quote(key.expression()) : key.expression())
                .toList();
        // An expression with something behind it, an operator class say, can be a key only.
        boolean readable = index.keys().stream()
                .allMatch(key -> key.column() || key.expression().endsWith(")"));
        if (readable) {
            differ(table, keys, index.nullsNotDistinct(), index.predicate().map(Object::toString));
        }
    }

    private static List<String> quoted(List<String> columns) {
        return columns.stream().map(Identifiers::quote).toList();
    }

    /** @param nullsToo whether a null is equal to another one; otherwise a row with one is equal to none */
    private void differ(QualifiedName table, List<String> keys, boolean nullsToo, Optional<String> predicate) {
        List<String> conditions = new ArrayList<>();
        if (!nullsToo) {
            keys.forEach(key -> conditions.add(key + " is not null"));
        }
        predicate.ifPresent(conditions::add);
        String key = keys.size() == 1 && !nullsToo ? keys.get(0) : "row(" + String.join(", ", keys) + ")";
        String name = quote(table);
        place(
                "Let no two rows of " + name + " be equal in " + String.join(", ", keys),
                "delete from " + name + " where …;");
        guard(
                "no two rows of " + name + " are equal in " + String.join(", ", keys),
                "select count(*) - count(distinct " + key + ") from " + name
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)));
    }

    private void refer(QualifiedName table, ForeignKey key) {
        String name = quote(table);
        List<String> given = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = "r." + quote(key.columns().get(i));
            given.add(column + " is not null");
            equal.add("k." + quote(key.referencedColumns().get(i)) + " = " + column);
        }
        // With MATCH FULL a row that says a part refers to nothing; comparing its nulls finds nothing either.
        String complete = key.match() == ForeignKey.Match.FULL
                ? "(" + String.join(" or ", given) + ")"
                : String.join(" and ", given);
        String condition = complete + " and not exists (select from " + quote(key.referencedTable()) + " as k where "
                + String.join(" and ", equal) + ")";
        String set =
                key.columns().stream().map(column -> quote(column) + " = …").collect(Collectors.joining(", "));
        place(
                "Let every row of " + name + " refer to one that exists",
                "update " + name + " as r set " + set + " where " + condition + ";");
        guard(
                "no row of " + name + " has " + list(key.columns()) + " that is not in " + quote(key.referencedTable())
                        + " (" + list(key.referencedColumns()) + ")",
                "select count(*) from " + name + " as r where " + condition);
    }

    private void hold(QualifiedName table, Check check) {
        Matcher matcher = CHECK.matcher(check.definition().text());
        if (matcher.matches()) {
            String name = quote(table);
            String condition = "not " + matcher.group(1);
            place(
                    "Let every row of " + name + " satisfy the check",
                    "update " + name + " set … where " + condition + ";");
            guard(
                    "no row of " + name + " violates " + quote(check.name()),
                    "select count(*) from " + name + " where " + condition);
        }
    }

    private void place(String what, String statement) {
        OneLine.of(statement).ifPresent(line -> {
            lines.add("-- " + what + " here, for example:");
            lines.add("-- " + line);
        });
    }

    private void guard(String claim, String query) {
        OneLine.of(claim + ": " + query).ifPresent(line -> lines.add("-- guard: " + line));
    }
}
