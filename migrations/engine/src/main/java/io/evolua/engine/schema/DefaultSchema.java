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
        List<ForeignKey> keys = table.foreignKeys().stream().map(this::of).toList();
        return new Table(
                of(table.name()),
                table.columns(),
                table.primaryKey(),
                table.uniques(),
                keys,
                table.checks(),
                table.indexes());
    }

    private ForeignKey of(ForeignKey key) {
        return new ForeignKey(
                key.name(),
                key.nameChosen(),
                key.columns(),
                of(key.referencedTable()),
                key.referencedColumns(),
                key.onUpdate(),
                key.onDelete(),
                key.deferral());
    }

    private Sequence of(Sequence sequence) {
        return new Sequence(
                of(sequence.name()),
                sequence.options(),
                sequence.ownedBy().map(owner -> new Sequence.Owner(of(owner.table()), owner.column())));
    }

    private SeedRow of(SeedRow row) {
        return new SeedRow(of(row.table()), row.keyColumn(), row.key(), row.valueColumn(), row.value());
    }

    private QualifiedName of(QualifiedName qualified) {
        return qualified.schema().equals(name) ? QualifiedName.of(qualified.name()) : qualified;
    }
}
