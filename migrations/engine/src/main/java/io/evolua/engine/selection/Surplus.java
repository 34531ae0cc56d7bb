package io.evolua.engine.selection;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one side has and the other has nothing in place of. */
public final class Surplus {

    private final Schema from;
    private final Schema to;
    private final SortedSet<SchemaObject> found = new TreeSet<>();
    /** Names of what shares a schema's one room for names, by schema, on the side that is the target. */
    private final Map<String, Set<String>> taken = new HashMap<>();

    private Surplus(Schema from, Schema to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Finds it.
     *
     * @return what {@code from} has and {@code to} has not, the outermost of what is nested: not the columns of a table
     *     that is listed itself, not the sequence that a column owns; nothing whose name or structure {@code to} has a use
     *     for
     */
    public static SortedSet<SchemaObject> of(Schema from, Schema to) {
        Surplus surplus = new Surplus(from, to);
        surplus.find();
        SortedSet<SchemaObject> all = new TreeSet<>(surplus.found);
        surplus.found.removeIf(object -> object.isPartOfOneOf(all));
        return surplus.found;
    }

    /**
     * Whether a schema has such an object.
     *
     * @param object something that {@code owner} has
     * @return true also if a constraint or an index of another name is alike
     */
    public static boolean has(Schema schema, SchemaObject object, Schema owner) {
        QualifiedName relation = object.relation();
        return switch (object.kind()) {
            case SCHEMA -> schema.namespaces().contains(relation.schema());
            case SEQUENCE -> schema.sequences().containsKey(relation);
            case TABLE -> schema.tables().containsKey(relation);
            case COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION, INDEX ->
                schema.table(relation)
                        .filter(table -> has(table, object, owner))
                        .isPresent();
            case EXTENSION, TYPE, FUNCTION, PROCEDURE, VIEW, MATERIALIZED_VIEW, RULE, TRIGGER, POLICY ->
                schema.objects().all().keySet().stream().map(SchemaObject::of).anyMatch(object::equals);
        };
    }

    private static boolean has(Table table, SchemaObject object, Schema owner) {
        if (object.kind() == Kind.COLUMN) {
            return table.column(object.member()).isPresent();
        }
        Optional<? extends Named> original = owner.table(table.name()).flatMap(t -> members(t, object.kind()).stream()
                .filter(m -> m.name().equals(object.member()))
                .findFirst());
        return members(table, object.kind()).stream()
                .anyMatch(member -> member.name().equals(object.member())
                        || original.filter(o -> Members.areAlike(o, member)).isPresent());
    }

    private void find() {
        if (from.objects().known() && to.objects().known()) {
            from.objects().all().keySet().stream()
                    .filter(id -> !to.objects().all().containsKey(id))
                    .filter(id -> !isPartition(id.name()) || to.tables().containsKey(id.name()))
                    .forEach(id -> found.add(SchemaObject.of(id)));
        }
        from.namespaces().stream()
                .filter(name -> !to.namespaces().contains(name))
                .forEach(name -> found.add(SchemaObject.schema(name)));
        from.sequences().values().stream()
                .filter(sequence ->
                        sequence.ownedBy().isEmpty() && !to.sequences().containsKey(sequence.name()))
                .forEach(sequence -> found.add(SchemaObject.of(Kind.SEQUENCE, sequence.name())));
        for (Table table : from.tables().values()) {
            Optional<Table> now = to.table(table.name());
            if (now.isPresent()) {
                members(whole(from, table, now.get()), whole(to, now.get(), table));
            } else if (!isPartition(table.name())) {
                found.add(SchemaObject.of(Kind.TABLE, table.name()));
            }
        }
    }

    /** Which goes, or stays, with the table that it is a part of. */
    private boolean isPartition(QualifiedName name) {
        return from.table(name)
                .filter(table -> table.options().partitionOf().isPresent())
                .isPresent();
    }

    /** With all that is its parents', where the other is not in the same place. */
    private static Table whole(Schema schema, Table table, Table other) {
        return table.options().partitionOf().isPresent()
                        && other.options().partitionOf().isPresent()
                ? schema.flat(table)
                : schema.detached(table);
    }

    private void members(Table old, Table now) {
        QualifiedName name = now.name();
        old.columns().stream()
                .map(Column::name)
                .filter(column -> now.column(column).isEmpty())
                .forEach(column -> found.add(SchemaObject.in(name, Kind.COLUMN, column)));
        if (now.primaryKey().isEmpty()) {
            add(name, Kind.PRIMARY_KEY, members(old, Kind.PRIMARY_KEY));
        }
        for (Kind kind : List.of(Kind.UNIQUE, Kind.FOREIGN_KEY, Kind.CHECK, Kind.EXCLUSION, Kind.INDEX)) {
            add(name, kind, unmatched(members(old, kind), members(now, kind)));
        }
    }

    private void add(QualifiedName table, Kind kind, List<? extends Named> members) {
        members.stream()
                .map(Named::name)
                .filter(name -> kind == Kind.FOREIGN_KEY || kind == Kind.CHECK || !isTaken(table.schema(), name))
                .forEach(name -> found.add(SchemaObject.in(table, kind, name)));
    }

    private static List<? extends Named> members(Table table, Kind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> table.primaryKey().stream().toList();
            case UNIQUE -> table.uniques();
            case FOREIGN_KEY -> table.foreignKeys();
            case CHECK -> table.checks();
            case EXCLUSION -> table.exclusions();
            case INDEX -> table.indexes();
            default -> List.of();
        };
    }

    /** Those that nothing of the other side answers to, neither by name nor by structure. */
    private static List<Named> unmatched(List<? extends Named> old, List<? extends Named> now) {
        List<Named> left = new ArrayList<>(old);
        List<Named> open = new ArrayList<>(now);
        left.removeIf(o -> now.stream().anyMatch(n -> n.name().equals(o.name())));
        open.removeIf(n -> old.stream().anyMatch(o -> o.name().equals(n.name())));
        left.removeIf(o -> open.stream()
                .filter(n -> Members.areAlike(o, n))
                .findFirst()
                .map(open::remove)
                .isPresent());
        return left;
    }

    private boolean isTaken(String schema, String name) {
        return taken.computeIfAbsent(schema, this::names).contains(name);
    }

    /** Tables, sequences, and the indexes that are there themselves or behind keys. */
    private Set<String> names(String schema) {
        Set<String> names = new HashSet<>();
        Stream.concat(to.tables().keySet().stream(), to.sequences().keySet().stream())
                .filter(name -> name.schema().equals(schema))
                .forEach(name -> names.add(name.name()));
        to.tables().values().stream()
                .filter(table -> table.name().schema().equals(schema))
                .flatMap(table -> Stream.of(Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.EXCLUSION, Kind.INDEX)
                        .flatMap(kind -> members(table, kind).stream()))
                .forEach(member -> names.add(member.name()));
        return names;
    }
}
