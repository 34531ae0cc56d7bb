package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * An enum type.
 *
 * @param values in their order
 */
public record EnumType(QualifiedName name, List<String> values, Optional<String> comment) implements DatabaseObject {

    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.TYPE, name);
    }

    @Override
    public EnumType withComment(Optional<String> newComment) {
        return new EnumType(name, values, newComment);
    }
}
