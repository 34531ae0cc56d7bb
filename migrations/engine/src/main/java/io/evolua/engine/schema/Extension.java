package io.evolua.engine.schema;

/**
 * An extension. Neither its version nor its comment is compared: both come with the server's packages.
 *
 * @param schema where its objects live; empty for the default schema
 */
public record Extension(String name, String schema) implements DatabaseObject {

    @Override
    public ObjectId id() {
        return ObjectId.of(ObjectId.Kind.EXTENSION, QualifiedName.of(name));
    }

    @Override
    public Details details() {
        return Details.NONE;
    }

    @Override
    public Extension withDetails(Details newDetails) {
        return this;
    }
}
