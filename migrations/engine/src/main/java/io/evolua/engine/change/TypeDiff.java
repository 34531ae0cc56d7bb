package io.evolua.engine.change;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A type that both sides have, in two forms. */
final class TypeDiff {

    private final Schema from;
    private final Schema to;
    private final DependencyGraph graph;
    private final Set<ObjectId> away;
    private final Schema tables;

    /**
     * For one pair of schemas.
     *
     * @param away what is dropped before types are altered
     * @param tables the tables as they are then
     */
    TypeDiff(Schema from, Schema to, DependencyGraph graph, Set<ObjectId> away, Schema tables) {
        this.from = from;
        this.to = to;
        this.graph = graph;
        this.away = away;
        this.tables = tables;
    }

    AlterType change(ObjectId type) {
        DatabaseObject old = from.objects().get(type).orElseThrow();
        DatabaseObject now = to.objects().get(type).orElseThrow();
        List<AlterType.Use> uses = new ArrayList<>();
        for (ObjectId id : graph.neededBy(type)) {
            if (id.kind() == Kind.COLUMN) {
                tables.table(id.name())
                        .filter(table -> table.options().partitionOf().isEmpty()) // It follows the parent.
                        .flatMap(table -> table.column(id.detail()))
                        .ifPresent(column -> uses.add(new AlterType.Use(id.name(), column)));
            }
        }
        AlterType change =
                new AlterType(old, now, isUsedAtOnce(old, now), uses, fixed(type, uses), dependents(type, uses));
        if (change.impossible().isPresent()) {
            throw new RefusedException("The type " + type.name() + " cannot be changed so: it is used by "
                    + String.join(", ", change.fixed())
                    + ". Write this revision by hand: give that another type first.");
        }
        return change;
    }

    private List<String> fixed(ObjectId type, List<AlterType.Use> uses) {
        List<String> fixed = new ArrayList<>();
        for (ObjectId id : graph.neededBy(type)) {
            if (id.kind() == Kind.TYPE && !away.contains(id)) {
                fixed.add("type " + id.name());
            }
        }
        for (AlterType.Use use : uses) {
            tables.table(use.table())
                    .flatMap(table -> table.options().partitionBy())
                    .filter(key -> Pattern.compile(
                                    "\\b" + Pattern.quote(use.column().name()) + "\\b")
                            .matcher(key)
                            .find())
                    .ifPresent(key -> fixed.add("the partition key of " + use.table()));
        }
        return fixed;
    }

    private List<Change> dependents(ObjectId type, List<AlterType.Use> uses) {
        Set<ObjectId> moved = new TreeSet<>();
        moved.add(type);
        Set<ObjectId> defaultsOfUses = new HashSet<>();
        for (AlterType.Use use : uses) {
            moved.add(ObjectId.column(use.table(), use.column().name()));
            defaultsOfUses.add(
                    new ObjectId(Kind.DEFAULT, use.table(), use.column().name()));
        }
        Set<ObjectId> dependents = new TreeSet<>();
        for (ObjectId id : graph.withDependents(moved)) {
            boolean object = from.objects().get(id).isPresent() && id.kind() != Kind.TYPE;
            if (!away.contains(id) && (object || (id.kind().partOfTable() && !defaultsOfUses.contains(id)))) {
                dependents.add(id);
            }
        }
        foreignKeys(uses).forEach(dependents::add);
        List<Change> changes = new ArrayList<>(ObjectDiff.creations(tables, graph, dependents));
        changes.addAll(PrivilegeDiff.grants(
                from.objects().privileges().stream()
                        .filter(privilege -> privilege.on().equals(type) || dependents.contains(privilege.on()))
                        .toList(),
                id -> true));
        return changes;
    }

    private Stream<ObjectId> foreignKeys(List<AlterType.Use> uses) {
        return tables.tables().values().stream().flatMap(table -> table.foreignKeys().stream()
                .filter(key -> uses.stream().anyMatch(use -> leansOn(table, key, use.table(), use.column())))
                .map(key -> new ObjectId(Kind.CONSTRAINT, table.name(), key.name())));
    }

    private static boolean leansOn(Table table, ForeignKey key, QualifiedName used, Column column) {
        return (table.name().equals(used) && key.columns().contains(column.name()))
                || (key.referencedTable().equals(used)
                        && key.referencedColumns().contains(column.name()));
    }

    /** Whether a new value occurs in anything that the old side does not say. */
    private boolean isUsedAtOnce(DatabaseObject old, DatabaseObject now) {
        if (!(old instanceof EnumType before) || !(now instanceof EnumType after)) {
            return false;
        }
        Set<String> said = texts(from);
        List<String> isNew =
                texts(to).stream().filter(text -> !said.contains(text)).toList();
        return after.values().stream()
                .filter(value -> !before.values().contains(value))
                .anyMatch(
                        value -> isNew.stream().anyMatch(text -> text.contains("'" + value.replace("'", "''") + "'")));
    }

    private static Set<String> texts(Schema schema) {
        Set<String> texts = new HashSet<>();
        for (Table table : schema.tables().values()) {
            table.columns().forEach(column -> texts.add(table.name() + column.toString()));
            table.parts().forEach(part -> texts.add(part.toString()));
        }
        schema.objects().all().values().forEach(object -> texts.add(object.toString()));
        return texts;
    }
}
