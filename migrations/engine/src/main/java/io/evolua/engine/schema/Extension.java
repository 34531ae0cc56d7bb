package io.evolua.engine.schema;

import java.util.Optional;

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
    public Optional<String> comment() {
        return Optional.empty();
    }

    @Override
    public Extension withComment(Optional<String> newComment) {
        return this;
    }
}
