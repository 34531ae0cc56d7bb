package io.evolua.engine.model;

/**
 * Where an attribute stands.
 *
 * @param hierarchy the class at the root of the entity's hierarchy
 * @param path the entity and the embedded attributes down to here, for messages: {@code Person.address}
 * @param mayBeAbsent within an embedded attribute that may be null: EclipseLink writes nulls into all of its columns
 *     then, so that only what the mapping itself says is not null counts
 * @param identifier within an embedded identifier
 */
record Place(String hierarchy, String path, boolean mayBeAbsent, boolean identifier) {

    Place within(String attribute, boolean absent, boolean ofIdentifier) {
        return new Place(hierarchy, path + "." + attribute, mayBeAbsent || absent, ofIdentifier);
    }

    String attribute(String name) {
        return path + "." + name;
    }
}
