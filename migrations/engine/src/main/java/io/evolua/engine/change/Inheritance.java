package io.evolua.engine.change;

import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** What a child has of its parents. */
final class Inheritance {

    private Inheritance() {}

    /** The table as if it had no parents: with the columns and checks that it has from them. */
    static Table flat(Schema schema, Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        List<Check> checks = new ArrayList<>(table.checks());
        for (QualifiedName name : table.options().inherits()) {
            schema.table(name).map(parent -> flat(schema, parent)).ifPresent(parent -> {
                parent.columns().stream()
                        .filter(c ->
                                columns.stream().noneMatch(own -> own.name().equals(c.name())))
                        .forEach(columns::add);
                parent.checks().stream()
                        .filter(c -> !c.definition().text().endsWith("NO INHERIT"))
                        .filter(c -> checks.stream().noneMatch(own -> own.name().equals(c.name())))
                        .forEach(checks::add);
            });
        }
        return table.withColumns(columns).withChecks(checks);
    }
}
