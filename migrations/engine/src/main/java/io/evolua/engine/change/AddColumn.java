package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Sequence;
import java.util.List;
import java.util.Optional;

/** A column that exists in the target only. It comes last in its table, wherever the target has it. */
public record AddColumn(QualifiedName table, Column column, List<Sequence> owned) implements Change {

    public AddColumn {
        owned = List.copyOf(owned);
    }

    /** Whether every row must be given a value, none coming by itself. */
    public boolean isRequired() {
        return !column.nullable()
                && column.defaultValue().isEmpty()
                && column.identity().isEmpty()
                && column.generated().isEmpty();
    }

    /** What may stand in rows for a value that is lost, as SQL; empty where nothing may. */
    public Optional<String> standIn() {
        return SqlType.parse(column.type().text()).neutralValue();
    }

    @Override
    public Change inverse() {
        return new DropColumn(table, column, owned);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.addColumn(this);
    }

    @Override
    public String describe() {
        return "add column " + table + "." + column.name();
    }

    @Override
    public Optional<String> hazard() {
        return isRequired()
                ? Optional.of("Fails if table " + table + " has rows: column " + column.name()
                        + " is required and has no default.")
                : Optional.empty();
    }
}
