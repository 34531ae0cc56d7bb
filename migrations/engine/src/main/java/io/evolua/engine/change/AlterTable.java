package io.evolua.engine.change;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.TableOptions;

/** Something else is said of a table as a whole. */
public record AlterTable(QualifiedName table, TableOptions from, TableOptions to) implements Change {

    @Override
    public Change inverse() {
        return new AlterTable(table, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.alterTable(this);
    }

    @Override
    public String describe() {
        return "alter table " + table;
    }
}
