package io.evolua.engine.schema;

import java.util.List;

/** Takes a schema's name off everything that lives in it, or refers to it. */
record DefaultSchema(String name) {

    Schema of(Schema schema) {
        List<Table> tables = schema.tables().values().stream().map(this::of).toList();
        List<Sequence> sequences =
                schema.sequences().values().stream().map(this::of).toList();
        List<SeedRow> rows = schema.seedRows().stream().map(this::of).toList();
        return Schema.of(tables, sequences).withSeedRows(rows).withObjects(schema.objects());
    }

    private Table of(Table table) {
        return table.withName(of(table.name()))
                .withForeignKeys(table.foreignKeys().stream()
                        .map(key -> key.to(of(key.referencedTable())))
                        .toList())
                .withOptions(table.options()
                        .withInherits(table.options().inherits().stream()
                                .map(this::of)
                                .toList())
                        .withPartitionOf(table.options().partitionOf().map(place -> place.of(of(place.parent())))));
    }

    private Sequence of(Sequence sequence) {
        return new Sequence(
                of(sequence.name()),
                sequence.options(),
                sequence.ownedBy().map(owner -> new Sequence.Owner(of(owner.table()), owner.column())),
                sequence.unlogged(),
                sequence.comment());
    }

    private SeedRow of(SeedRow row) {
        return new SeedRow(of(row.table()), row.keyColumn(), row.key(), row.valueColumn(), row.value());
    }

    private QualifiedName of(QualifiedName qualified) {
        return qualified.schema().equals(name) ? QualifiedName.of(qualified.name()) : qualified;
    }
}
