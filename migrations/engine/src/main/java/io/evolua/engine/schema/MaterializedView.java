package io.evolua.engine.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A materialized view. Whether it is populated is a matter of data.
 *
 * @param definition what follows the name in {@code CREATE MATERIALIZED VIEW}
 * @param indexes in the order of their names
 */
public record MaterializedView(QualifiedName name, String definition, List<Index> indexes, Optional<String> comment)
        implements DatabaseObject {

    public MaterializedView {
        indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
    }

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.MATERIALIZED_VIEW, name);
    }

    @Override
    public MaterializedView withComment(Optional<String> newComment) {
        return new MaterializedView(name, definition, indexes, newComment);
    }

    public MaterializedView withIndexes(List<Index> newIndexes) {
        return new MaterializedView(name, definition, newIndexes, comment);
    }
}
