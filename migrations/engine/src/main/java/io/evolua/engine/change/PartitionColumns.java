package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.Partitions;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a partition's columns have of their own, on both sides. PostgreSQL hands on most of what is altered of the parent's
 * column, and overwrites what the partition has: so before the parent's column changes, the partition's is as the parent's,
 * and gets its own again afterwards.
 */
final class PartitionColumns {

    private final Schema from;
    private final Schema to;
    private final QualifiedName partition;

    PartitionColumns(Schema from, Schema to, QualifiedName partition) {
        this.from = from;
        this.to = to;
        this.partition = partition;
    }

    void addTo(Plan plan) {
        TreeSet<String> names = new TreeSet<>();
        from.table(partition).ifPresent(t -> t.columns().forEach(c -> names.add(c.name())));
        to.table(partition).ifPresent(t -> t.columns().forEach(c -> names.add(c.name())));
        for (String name : names) {
            Optional<Column> before = given(from, name);
            Optional<Column> after = given(to, name);
            Optional<Column> old = own(from, name).or(() -> before);
            Optional<Column> now = own(to, name).or(() -> after);
            if (before.equals(after)) {
                step(plan, Phase.ALTER_COLUMN, old, now);
            } else if (before.isPresent() && after.isPresent()) {
                step(plan, Phase.RELEASE, old, old.map(own -> meanwhile(own, before.get(), after.get(), before.get())));
                step(
                        plan,
                        Phase.ATTACH_TABLE,
                        old.map(own -> meanwhile(own, before.get(), after.get(), after.get())),
                        now);
            } else {
                step(plan, Phase.RELEASE, old, before);
                step(plan, Phase.ATTACH_TABLE, after, now);
            }
        }
    }

    /** The own column with what the change of the parent's overwrites as {@code given}, one of the two. */
    private static Column meanwhile(Column own, Column before, Column after, Column given) {
        boolean retyped = !before.type().equals(after.type());
        boolean valued = retyped || !before.defaultValue().equals(after.defaultValue());
        boolean stored =
                retyped || !before.options().storage().equals(after.options().storage());
        ColumnOptions options = given.options();
        return given.withNullable(before.nullable() == after.nullable() ? own.nullable() : given.nullable())
                .withDefault(valued ? given.defaultValue() : own.defaultValue())
                .withOptions(new ColumnOptions(
                        options.collation(),
                        stored ? options.storage() : own.options().storage(),
                        options.compression(),
                        options.statistics(),
                        own.options().parameters(),
                        own.options().comment()));
    }

    private void step(Plan plan, Phase phase, Optional<Column> old, Optional<Column> now) {
        if (old.isPresent() && now.isPresent() && !old.equals(now)) {
            plan.add(phase, new AlterColumn(partition, old.get(), now.get()));
        }
    }

    private Optional<Column> own(Schema schema, String name) {
        return schema.table(partition).flatMap(table -> table.column(name));
    }

    /** As PostgreSQL would make it. */
    private Optional<Column> given(Schema schema, String name) {
        return schema.table(partition)
                .flatMap(table -> table.options().partitionOf())
                .map(PartitionOf::parent)
                .flatMap(schema::table)
                .map(schema::flat)
                .flatMap((Table parent) -> parent.column(name))
                .map(Partitions::inherited);
    }
}
