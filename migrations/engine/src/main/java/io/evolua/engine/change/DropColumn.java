package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import java.util.List;
import java.util.Optional;

/** A column that the target does not have. */
public record DropColumn(QualifiedName table, Column column, List<Sequence> owned) implements Change {

    public DropColumn {
        owned = List.copyOf(owned);
    }

    @Override
    public Change inverse() {
        return new AddColumn(table, column, owned);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropColumn(this);
    }

    @Override
    public String describe() {
        return "drop column " + table + "." + column.name();
    }

    @Override
    public Optional<String> dataLoss() {
        if (column.generated().isPresent()) {
            return Optional.empty();
        }
        return Optional.of("The values of column " + table + "." + column.name() + " are lost.");
    }

    @Override
    public Optional<String> hazard() {
        return dataLoss();
    }
}
