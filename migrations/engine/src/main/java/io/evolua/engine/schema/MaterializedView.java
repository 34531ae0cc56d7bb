package io.evolua.engine.schema;

import java.util.Comparator;
import java.util.List;

/**
 * A materialized view. Whether it is populated is a matter of data.
 *
 * @param definition what follows the name in {@code CREATE MATERIALIZED VIEW}
 * @param indexes in the order of their names
 */
public record MaterializedView(QualifiedName name, String definition, List<Index> indexes, Details details)
        implements DatabaseObject {

    public MaterializedView {
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
    }

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.MATERIALIZED_VIEW, name);
    }

    @Override
    public MaterializedView withDetails(Details newDetails) {
        return new MaterializedView(name, definition, indexes, newDetails);
    }

    public MaterializedView withIndexes(List<Index> newIndexes) {
        return new MaterializedView(name, definition, newIndexes, details);
    }
}
