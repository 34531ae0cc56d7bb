package io.evolua.engine.change;

import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table that exists in the target only, with its constraints and indexes.
 *
 * @param table its foreign keys refer to tables that exist by then; those of a cycle come as {@link AddConstraint}
 * @param owned the sequences that belong to its columns and die with it ({@code serial})
 */
public record CreateTable(Table table, List<Sequence> owned) implements Change {

    public CreateTable {
        owned = List.copyOf(owned);
    }

    @Override
    public Change inverse() {
        return new DropTable(table, owned);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.createTable(this);
    }

    @Override
    public String describe() {
        return "create table " + table.name();
    }

    @Override
    public Optional<String> hazard() {
        return table.options().partitionBy().isPresent()
                ? Optional.of("Table " + table.name() + " takes only rows that one of its partitions is for.")
                : Optional.empty();
    }
}
