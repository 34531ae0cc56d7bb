package io.evolua.engine.change;

import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.List;
import java.util.Optional;

/** A table that the target does not have. What it held is known, so that the way back restores its structure. */
public record DropTable(Table table, List<Sequence> owned) implements Change {

    public DropTable {
        owned = List.copyOf(owned);
    }

    @Override
    public Change inverse() {
        return new CreateTable(table, owned);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropTable(this);
    }

    @Override
    public String describe() {
        return "drop table " + table.name();
    }

    @Override
    public Optional<String> dataLoss() {
        String partitions = table.options().partitionBy().isPresent()
                ? " Partitions that were made meanwhile go with it, for good."
                : "";
        return Optional.of("The rows of table " + table.name() + " are lost; the way back restores its structure only."
                + partitions);
    }

    @Override
    public Optional<String> hazard() {
        return dataLoss();
    }
}
