package io.evolua.engine.schema;

import java.util.List;

/**
 * An enum type.
 *
 * @param values in their order
 */
public record EnumType(QualifiedName name, List<String> values, Details details) implements DatabaseObject {

    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.TYPE, name);
    }

    @Override
    public EnumType withDetails(Details newDetails) {
        return new EnumType(name, values, newDetails);
    }
}
