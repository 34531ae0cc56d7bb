package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * A composite type that is no table's row type.
 *
 * @param attributes in order
 */
public record CompositeType(QualifiedName name, List<Attribute> attributes, Optional<String> comment)
        implements DatabaseObject {

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
    public CompositeType withComment(Optional<String> newComment) {
        return new CompositeType(name, attributes, newComment);
    }
}
