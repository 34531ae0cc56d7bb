package io.evolua.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What in a schema an older server cannot store; the versions are those of PostgreSQL's release notes. */
public final class ServerNeeds {

    private final int server;
    private final List<String> missing = new ArrayList<>();

    private ServerNeeds(int server) {
        this.server = server;
    }

    /**
     * What this server cannot store, in the schema's order, each as {@code table.object: feature (PostgreSQL 15)}.
     *
     * @param server its major version
     */
    public static List<String> missing(Schema schema, int server) {
        ServerNeeds needs = new ServerNeeds(server);
        schema.tables().values().forEach(needs::table);
        schema.sequences()
                .values()
                .forEach(sequence ->
                        needs.need(15, () -> sequence.name().toString(), "an unlogged sequence", sequence.unlogged()));
        return List.copyOf(needs.missing);
    }

    private void table(Table table) {
        for (Column column : table.columns()) {
            Supplier<String> name = () -> table.name() + "." + column.name();
            need(14, name, "compression", column.options().compression().isPresent());
            need(
                    18,
                    name,
                    "a virtual generated column",
                    column.generated().filter(generated -> !generated.stored()).isPresent());
        }
        table.primaryKey().ifPresent(key -> key(table, key.name(), key.options()));
        table.uniques().forEach(unique -> key(table, unique.name(), unique.options()));
        for (ForeignKey key : table.foreignKeys()) {
            Supplier<String> name = () -> table.name() + "." + key.name();
            need(
                    15,
                    name,
                    "on delete with a list of columns",
                    !key.onDeleteColumns().isEmpty());
            need(18, name, "not enforced", key.validity() == Validity.NOT_ENFORCED);
        }
        for (Check check : table.checks()) {
            need(
                    18,
                    () -> table.name() + "." + check.name(),
                    "not enforced",
                    check.validity() == Validity.NOT_ENFORCED);
        }
        for (Index index : table.indexes()) {
            need(15, () -> table.name() + "." + index.name(), "nulls not distinct", index.nullsNotDistinct());
        }
    }

    private void key(Table table, String name, KeyOptions options) {
        need(15, () -> table.name() + "." + name, "nulls not distinct", options.nullsNotDistinct());
        need(18, () -> table.name() + "." + name, "without overlaps", options.withoutOverlaps());
    }

    private void need(int since, Supplier<String> object, String feature, boolean used) {
        if (used && server < since) {
            missing.add(object.get() + ": " + feature + " (PostgreSQL " + since + ")");
        }
    }
}
