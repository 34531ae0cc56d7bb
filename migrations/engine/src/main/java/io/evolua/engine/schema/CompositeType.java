package io.evolua.engine.schema;

import java.util.List;

/**
 * A composite type that is no table's row type.
 *
 * @param attributes in order
 */
public record CompositeType(QualifiedName name, List<Attribute> attributes, Details details) implements DatabaseObject {

    public CompositeType {
        attributes = List.copyOf(attributes);
    }

    /**
     * A field.
     *
     * @param type with its collation if that is not the type's own
     */
    public record Attribute(String name, String type) {}

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.TYPE, name);
    }

    @Override
    public CompositeType withDetails(Details newDetails) {
        return new CompositeType(name, attributes, newDetails);
    }
}
