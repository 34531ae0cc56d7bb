package io.evolua.engine.schema;

import java.util.List;
import java.util.Set;

/**
 * What a persistence unit maps.
 *
 * @param schema everything, also what is not to be compared
 * @param skipped tables and sequences that only entities with an annotation named {@code SkipAutogenerate} map
 * @param exclude patterns of what is not to be compared, from the unit's property {@code evolua.exclude}
 */
public record MappedSchema(Schema schema, Set<QualifiedName> skipped, List<String> exclude) {

    public MappedSchema {
        skipped = Set.copyOf(skipped);
        exclude = List.copyOf(exclude);
    }

    /** The same with these patterns. */
    public MappedSchema excluding(List<String> patterns) {
        return new MappedSchema(schema, skipped, patterns);
    }

    /** The same with another schema. */
    public MappedSchema withSchema(Schema newSchema) {
        return new MappedSchema(newSchema, skipped, exclude);
    }

    /** The same with what lives in {@code name} moved to the default schema. */
    public MappedSchema inDefaultSchema(String name) {
        return new MappedSchema(
                schema.inDefaultSchema(name),
                Set.copyOf(skipped.stream()
                        .map(object -> object.schema().equals(name) ? QualifiedName.of(object.name()) : object)
                        .toList()),
                exclude);
    }
}
