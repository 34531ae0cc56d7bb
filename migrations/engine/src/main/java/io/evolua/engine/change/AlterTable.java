package io.evolua.engine.change;

import io.evolua.engine.schema.PartitionOf;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.TableOptions;
import java.util.Optional;

/** Something else is said of a table as a whole. */
public record AlterTable(QualifiedName table, TableOptions from, TableOptions to) implements Change {

    @Override
    public AlterTable inverse() {
        return new AlterTable(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterTable(this);
    }

    /** What the table becomes a partition of. */
    public Optional<PartitionOf> attachment() {
        return to.partitionOf()
                .filter(place -> from.partitionOf().filter(place::isSamePlace).isEmpty());
    }

    /** What it is no longer a partition of. */
    public Optional<PartitionOf> detachment() {
        return inverse().attachment();
    }

    @Override
    public String describe() {
        return attachment()
                .map(place -> "attach partition " + table + " to " + place.parent())
                .or(() -> detachment().map(place -> "detach partition " + table + " from " + place.parent()))
                .orElse("alter table " + table);
    }

    @Override
    public Optional<String> hazard() {
        return attachment()
                .map(place -> "Fails if " + table + " holds a row that is none for " + place.bound()
                        + ", or the default partition of " + place.parent() + " one that is.");
    }
}
