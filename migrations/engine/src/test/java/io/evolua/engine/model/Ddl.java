package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ForeignKey.Action;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A schema as SQL that can be read and run; {@code /*!*}{@code /} marks names that somebody chose. */
final class Ddl {

    private Ddl() {}

    static String of(Schema schema) {
        return Stream.of(
                        schema.namespaces().stream().map(n -> "create schema " + name(n) + ";\n"),
                        schema.sequences().values().stream().map(Ddl::sequence),
                        schema.tables().values().stream().map(t -> table(t.withForeignKeys(List.of()))),
                        schema.tables().values().stream().flatMap(t -> t.foreignKeys().stream()
                                .map(key -> "alter table " + name(t.name()) + " add " + foreignKey(key) + ";\n")),
                        schema.seedRows().stream().map(Ddl::seedRow))
                .flatMap(s -> s)
                .collect(joining());
    }

    static String sequence(Sequence s) {
        return "create sequence " + name(s.name()) + " as " + s.options().type() + " start "
                + s.options().start() + " increment " + s.options().increment() + " minvalue "
                + s.options().minValue() + ";\n";
    }

    private static String seedRow(SeedRow row) {
        return "insert into " + name(row.table()) + " " + names(List.of(row.keyColumn(), row.valueColumn()))
                + " values ('" + row.key() + "', " + row.value() + ");\n";
    }

    static String table(@Nullable Table table) {
        Table t = Objects.requireNonNull(table);
        List<String> lines = new ArrayList<>();
        t.columns().forEach(column -> lines.add(column(column)));
        t.primaryKey()
                .ifPresent(key ->
                        lines.add(constraint(key.name(), key.nameChosen()) + "primary key " + names(key.columns())));
        t.uniques()
                .forEach(key -> lines.add(constraint(key.name(), key.nameChosen()) + "unique " + names(key.columns())));
        t.checks()
                .forEach(check -> lines.add(constraint(check.name(), check.nameChosen())
                        + check.definition().text()));
        t.foreignKeys().forEach(key -> lines.add(foreignKey(key)));
        return "create table " + name(t.name()) + " (\n  " + String.join(",\n  ", lines) + "\n);\n"
                + t.indexes().stream().map(i -> index(i, t.name())).collect(joining());
    }

    private static String column(Column column) {
        return name(column.name()) + " " + column.type().text()
                + column.defaultValue().map(d -> " default " + d.text()).orElse("")
                + column.identity()
                        .map(i -> " generated " + (i.always() ? "always" : "by default") + " as identity")
                        .orElse("")
                + (column.nullable() ? "" : " not null");
    }

    private static String foreignKey(ForeignKey key) {
        return constraint(key.name(), key.nameChosen()) + "foreign key " + names(key.columns()) + " references "
                + name(key.referencedTable()) + " " + names(key.referencedColumns())
                + (key.onUpdate() == Action.NO_ACTION
                        ? ""
                        : " on update " + key.onUpdate().sql())
                + (key.onDelete() == Action.NO_ACTION
                        ? ""
                        : " on delete " + key.onDelete().sql())
                + (key.deferral() == Deferral.NOT_DEFERRABLE
                        ? ""
                        : " " + key.deferral().sql());
    }

    private static String index(Index index, QualifiedName table) {
        return "create " + (index.unique() ? "unique " : "") + "index " + name(index.name())
                + (index.nameChosen() ? " /*!*/" : "") + " on " + name(table) + " "
                + index.keys().stream()
                        .map(key -> (key.column() ? name(key.expression()) : key.expression())
                                + (key.direction() == Index.Direction.DESC ? " desc" : "")
                                + (key.nulls() == key.direction().defaultNulls()
                                        ? ""
                                        : " nulls " + (key.nulls() == Index.Nulls.FIRST ? "first" : "last")))
                        .collect(joining(", ", "(", ")"))
                + ";\n";
    }

    private static String constraint(String name, boolean chosen) {
        return "constraint " + name(name) + (chosen ? " /*!*/ " : " ");
    }

    private static String names(List<String> names) {
        return names.stream().map(Ddl::name).collect(joining(", ", "(", ")"));
    }

    private static String name(QualifiedName name) {
        return name.inDefaultSchema() ? name(name.name()) : name(name.schema()) + "." + name(name.name());
    }

    private static String name(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !Names.RESERVED.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
