package io.evolua.engine.change;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.Deferral;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.ForeignKey;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.KeyOptions;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.PrimaryKey;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One thing less in a schema, with all that cannot be without it. Equal removals take the same from both schemas of a
 * pair.
 *
 * @param owner the table, or the object itself
 * @param part the name of what is in the table, or the kind of the object; empty otherwise
 */
record Removal(Kind kind, QualifiedName owner, String part) implements Comparable<Removal> {

    /** In the order in which they are tried: what takes the most with it first. */
    enum Kind {
        TABLE,
        OBJECT,
        FOREIGN_KEY,
        INDEX,
        UNIQUE,
        CHECK,
        EXCLUSION,
        PRIMARY_KEY,
        SEQUENCE,
        /** Of a key or an index, all columns but the first. */
        FURTHER_COLUMNS,
        COLUMN,
        DEFAULT,
        IDENTITY,
        GENERATED,
        NOT_NULL,
        COLUMN_OPTIONS,
        PART_OPTIONS,
        TABLE_OPTIONS,
        SEQUENCE_OPTIONS
    }

    private static final Comparator<Removal> ORDER =
            Comparator.comparing(Removal::kind).thenComparing(Removal::owner).thenComparing(Removal::part);

    @Override
    public int compareTo(Removal other) {
        return ORDER.compare(this, other);
    }

    /** Everything that could be taken from a schema. */
    static Stream<Removal> all(Schema schema) {
        List<Removal> all = new ArrayList<>();
        for (Table table : schema.tables().values()) {
            QualifiedName name = table.name();
            all.add(new Removal(Kind.TABLE, name, ""));
            all.add(new Removal(Kind.TABLE_OPTIONS, name, ""));
            table.parts().forEach(part -> {
                all.add(new Removal(kindOf(part), name, part.name()));
                all.add(new Removal(Kind.FURTHER_COLUMNS, name, part.name()));
                all.add(new Removal(Kind.PART_OPTIONS, name, part.name()));
            });
            for (Column column : table.columns()) {
                Stream.of(Kind.COLUMN, Kind.DEFAULT, Kind.IDENTITY, Kind.GENERATED, Kind.NOT_NULL, Kind.COLUMN_OPTIONS)
                        .forEach(kind -> all.add(new Removal(kind, name, column.name())));
            }
        }
        for (QualifiedName name : schema.sequences().keySet()) {
            all.add(new Removal(Kind.SEQUENCE, name, ""));
            all.add(new Removal(Kind.SEQUENCE_OPTIONS, name, ""));
        }
        for (ObjectId id : schema.objects().all().keySet()) {
            all.add(new Removal(Kind.OBJECT, id.name(), id.kind().name()));
        }
        return all.stream();
    }

    private static Kind kindOf(Named part) {
        if (part instanceof ForeignKey) {
            return Kind.FOREIGN_KEY;
        } else if (part instanceof UniqueConstraint) {
            return Kind.UNIQUE;
        } else if (part instanceof Check) {
            return Kind.CHECK;
        } else if (part instanceof Exclusion) {
            return Kind.EXCLUSION;
        }
        return part instanceof PrimaryKey ? Kind.PRIMARY_KEY : Kind.INDEX;
    }

    /** The schema without it; the same if it has no such thing. The schema stays one that PostgreSQL can store. */
    Schema from(Schema schema) {
        Schema smaller =
                switch (kind) {
                    case TABLE ->
                        schema.withTables(schema.tables().values().stream()
                                .filter(table -> !table.name().equals(owner))
                                .toList());
                    case OBJECT -> Consistent.withoutObject(schema, ObjectId.of(ObjectId.Kind.valueOf(part), owner));
                    case SEQUENCE ->
                        schema.withSequences(schema.sequences().values().stream()
                                .filter(sequence -> !sequence.name().equals(owner))
                                .toList());
                    case SEQUENCE_OPTIONS ->
                        schema.withSequences(schema.sequences().values().stream()
                                .map(this::plain)
                                .toList());
                    default -> schema.mapTables(table -> table.name().equals(owner) ? from(table) : table);
                };
        return smaller.equals(schema) ? schema : Consistent.of(smaller);
    }

    private Sequence plain(Sequence sequence) {
        return sequence.name().equals(owner)
                ? new Sequence(
                        owner, SequenceOptions.defaults(sequence.options().type()), sequence.ownedBy())
                : sequence;
    }

    private Table from(Table table) {
        return switch (kind) {
            case COLUMN -> Consistent.withoutColumn(table, part);
            case DEFAULT -> column(table, column -> column.withDefault(Optional.empty()));
            case IDENTITY -> column(table, column -> column.withIdentity(Optional.empty()));
            case GENERATED -> column(table, column -> column.withGenerated(Optional.empty()));
            case NOT_NULL ->
                column(table, column -> column.withNullable(column.identity().isEmpty() && !inKey(table)));
            case COLUMN_OPTIONS -> column(table, column -> column.withOptions(ColumnOptions.PLAIN));
            case TABLE_OPTIONS -> table.withOptions(TableOptions.PLAIN);
            case FURTHER_COLUMNS -> parts(table, kept -> kept.name().equals(part) ? narrow(kept) : kept);
            case PART_OPTIONS -> parts(table, kept -> kept.name().equals(part) ? plain(kept) : kept);
            default ->
                table.withPrimaryKey(table.primaryKey().filter(this::stays))
                        .withUniques(
                                table.uniques().stream().filter(this::stays).toList())
                        .withForeignKeys(
                                table.foreignKeys().stream().filter(this::stays).toList())
                        .withChecks(table.checks().stream().filter(this::stays).toList())
                        .withExclusions(
                                table.exclusions().stream().filter(this::stays).toList())
                        .withIndexes(
                                table.indexes().stream().filter(this::stays).toList());
        };
    }

    private boolean stays(Named named) {
        return !named.name().equals(part);
    }

    private boolean inKey(Table table) {
        return table.primaryKey().filter(key -> key.columns().contains(part)).isPresent();
    }

    private Table column(Table table, UnaryOperator<Column> change) {
        return table.withColumns(table.columns().stream()
                .map(column -> column.name().equals(part) ? change.apply(column) : column)
                .toList());
    }

    private static Table parts(Table table, UnaryOperator<Named> change) {
        return table.withPrimaryKey(table.primaryKey().map(as(PrimaryKey.class, change)))
                .withUniques(table.uniques().stream()
                        .map(as(UniqueConstraint.class, change))
                        .toList())
                .withForeignKeys(table.foreignKeys().stream()
                        .map(as(ForeignKey.class, change))
                        .toList())
                .withChecks(table.checks().stream().map(as(Check.class, change)).toList())
                .withExclusions(table.exclusions().stream()
                        .map(as(Exclusion.class, change))
                        .toList())
                .withIndexes(
                        table.indexes().stream().map(as(Index.class, change)).toList());
    }

    private static <T extends Named> Function<T, T> as(Class<T> type, UnaryOperator<Named> change) {
        return part -> type.cast(change.apply(part));
    }

    private static Named narrow(Named part) {
        if (part instanceof PrimaryKey key) {
            return new PrimaryKey(key.name(), true, key.columns().subList(0, 1), key.options(), key.comment());
        } else if (part instanceof UniqueConstraint key) {
            return new UniqueConstraint(key.name(), true, key.columns().subList(0, 1), key.options(), key.comment());
        }
        return part instanceof Index index ? index.spelled(index.keys().subList(0, 1), index.predicate()) : part;
    }

    private static Named plain(Named part) {
        return part instanceof Constraint constraint ? plain(constraint) : plain((Index) part);
    }

    private static Index plain(Index index) {
        return Index.btree(
                index.name(),
                true,
                index.unique(),
                index.keys().stream()
                        .map(key -> new Index.Key(
                                key.expression(),
                                key.column(),
                                key.collation(),
                                key.operatorClass(),
                                Index.Direction.ASC,
                                Index.Nulls.LAST,
                                key.canonical()))
                        .toList());
    }

    private static Constraint plain(Constraint constraint) {
        if (constraint instanceof PrimaryKey key) {
            return new PrimaryKey(key.name(), true, key.columns(), KeyOptions.PLAIN, Optional.empty());
        } else if (constraint instanceof UniqueConstraint key) {
            return new UniqueConstraint(key.name(), true, key.columns());
        } else if (constraint instanceof ForeignKey key) {
            return new ForeignKey(
                    key.name(),
                    true,
                    key.columns(),
                    key.referencedTable(),
                    key.referencedColumns(),
                    ForeignKey.Action.NO_ACTION,
                    ForeignKey.Action.NO_ACTION,
                    Deferral.NOT_DEFERRABLE);
        } else if (constraint instanceof Check check) {
            return new Check(check.name(), true, check.definition());
        } else {
            Exclusion exclusion = (Exclusion) constraint;
            return new Exclusion(exclusion.name(), true, exclusion.definition(), Optional.empty());
        }
    }
}
