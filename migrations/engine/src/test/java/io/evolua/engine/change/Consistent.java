package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.KeyOptions;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import io.evolua.engine.sql.Identifiers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must go from a random schema together with something else, so that PostgreSQL can still store it. */
final class Consistent {

    private Consistent() {}

    /** The schema without what refers to tables, columns, keys or sequences that are not there. */
    static Schema of(Schema schema) {
        Schema owned = schema.withSequences(schema.sequences().values().stream()
                .filter(sequence -> sequence.ownedBy()
                        .map(owner -> schema.table(owner.table())
                                .flatMap(table -> table.column(owner.column()))
                                .isPresent())
                        .orElse(true))
                .toList());
        Schema tables = owned.withSequences(owned.sequences().values().stream()
                        .map(sequence -> asLoggedAsItsOwner(owned, sequence))
                        .toList())
                .mapTables(table -> table.withForeignKeys(table.foreignKeys().stream()
                                .filter(key -> refers(owned, table, key))
                                .toList())
                        .withColumns(table.columns().stream()
                                .map(column -> column.withDefault(
                                        column.defaultValue().filter(value -> hasItsSequence(owned, value))))
                                .toList()));
        return Schema.of(tables.tables().values(), tables.sequences().values()).withObjects(objects(tables));
    }

    /** {@code ALTER TABLE … SET LOGGED} alters the sequences of its columns with it. */
    static Sequence asLoggedAsItsOwner(Schema schema, Sequence sequence) {
        boolean unlogged = sequence.ownedBy()
                .flatMap(owner -> schema.table(owner.table()))
                .filter(table -> table.options().unlogged())
                .isPresent();
        return new Sequence(sequence.name(), sequence.options(), sequence.ownedBy(), unlogged, sequence.comment());
    }

    private static boolean hasItsSequence(Schema schema, SqlText value) {
        return !value.text().startsWith("nextval(")
                || schema.sequences().keySet().stream()
                        .anyMatch(name -> value.text().equals("nextval('" + Identifiers.quote(name) + "'::regclass)"));
    }

    private static boolean refers(Schema schema, Table table, ForeignKey key) {
        return schema.table(key.referencedTable())
                .filter(target ->
                        table.options().unlogged() || !target.options().unlogged())
                .filter(target -> Stream.concat(
                                target.primaryKey().stream()
                                        .filter(pk -> referable(pk.options()))
                                        .map(pk -> pk.columns()),
                                target.uniques().stream()
                                        .filter(unique -> referable(unique.options()))
                                        .map(unique -> unique.columns()))
                        .anyMatch(columns -> Set.copyOf(columns).equals(Set.copyOf(key.referencedColumns()))))
                .isPresent();
    }

    private static boolean referable(KeyOptions options) {
        return options.deferral() == Deferral.NOT_DEFERRABLE;
    }

    /** The table without a column, and without whatever names it. */
    static Table withoutColumn(Table table, String name) {
        Set<String> lost = new TreeSet<>(List.of(name));
        table.columns().stream()
                .filter(c -> c.generated()
                        .filter(g -> names(g.expression(), Set.of(name)))
                        .isPresent())
                .forEach(c -> lost.add(c.name()));
        Predicate<Collection<String>> kept = columns -> columns.stream().noneMatch(lost::contains);
        return table.withColumns(table.columns().stream()
                        .filter(column -> !lost.contains(column.name()))
                        .toList())
                .withPrimaryKey(table.primaryKey().filter(key -> kept.test(key.columns())))
                .withUniques(table.uniques().stream()
                        .filter(unique -> kept.test(unique.columns()))
                        .toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .filter(key -> kept.test(key.columns()))
                        .toList())
                .withChecks(table.checks().stream()
                        .filter(check -> !names(check.definition(), lost))
                        .toList())
                .withExclusions(table.exclusions().stream()
                        .filter(exclusion -> !names(exclusion.definition(), lost))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> kept.test(index.include()) && !names(index, lost))
                        .toList());
    }

    private static boolean names(Index index, Set<String> columns) {
        return index.predicate().filter(predicate -> names(predicate, columns)).isPresent()
                || index.keys().stream()
                        .anyMatch(key -> key.column()
                                ? columns.contains(key.expression())
                                : names(SqlText.canonical(key.expression()), columns));
    }

    private static boolean names(SqlText text, Set<String> columns) {
        return columns.stream()
                .map(column -> Pattern.quote(Identifiers.quote(column)))
                .anyMatch(column -> Pattern.compile("(?<![\\w\"])" + column + "(?![\\w\"])")
                        .matcher(text.text())
                        .find());
    }

    /** The schema without a view, or without a type and the columns of it. */
    static Schema withoutObject(Schema schema, ObjectId id) {
        if (schema.objects().get(id).isEmpty()) {
            return schema;
        }
        Schema smaller = schema;
        if (id.kind() == ObjectId.Kind.TYPE) {
            smaller = schema.mapTables(table -> withoutColumnsOf(table, Identifiers.quote(id.name())));
        }
        return smaller.withObjects(
                keep(smaller.objects(), object -> !object.id().equals(id)));
    }

    private static Table withoutColumnsOf(Table table, String type) {
        Table smaller = table;
        for (Column column : table.columns()) {
            if (column.type().text().equals(type)) {
                smaller = withoutColumn(smaller, column.name());
            }
        }
        return smaller;
    }

    private static SchemaObjects keep(SchemaObjects objects, Predicate<DatabaseObject> kept) {
        return SchemaObjects.of(
                objects.all().values().stream().filter(kept).toList(), objects.dependencies(), objects.privileges());
    }

    /** Objects without those that stand on something that is not there, and what is known of those left. */
    private static SchemaObjects objects(Schema schema) {
        Set<ObjectId> fallen = new TreeSet<>();
        for (Dependency dependency : schema.objects().dependencies()) {
            if (!exists(schema, dependency.on())) {
                fallen.add(dependency.dependent());
            }
        }
        SchemaObjects left = keep(schema.objects(), object -> !fallen.contains(object.id()));
        Schema standing = schema.withObjects(left);
        Set<Dependency> dependencies = new TreeSet<>(left.dependencies());
        dependencies.removeIf(d -> !exists(standing, d.dependent()) || !exists(standing, d.on()));
        return SchemaObjects.of(left.all().values(), new TreeSet<>(dependencies), left.privileges());
    }

    private static boolean exists(Schema schema, ObjectId id) {
        Optional<Table> table = schema.table(id.name());
        return switch (id.kind()) {
            case TABLE -> table.isPresent();
            case COLUMN -> table.flatMap(t -> t.column(id.detail())).isPresent();
            case DEFAULT ->
                table.flatMap(t -> t.column(id.detail()))
                        .filter(c ->
                                c.defaultValue().isPresent() || c.generated().isPresent())
                        .isPresent();
            case CONSTRAINT, INDEX ->
                table.stream().flatMap(Table::parts).anyMatch(part -> part.name()
                        .equals(id.detail()));
            case SEQUENCE -> schema.sequences().containsKey(id.name());
            default -> schema.objects().get(id).isPresent();
        };
    }
}
