package io.evolua.engine.model;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import java.util.List;
import java.util.Set;

/**
 * What a persistence unit maps.
 *
 * @param schema everything, also what is not to be compared
 * @param skipped tables and sequences that only entities with an annotation named {@code SkipAutogenerate} map
 * @param exclude patterns of what is not to be compared, from the unit's property {@code evolua.exclude}
 * @param scripts the SQL that the unit names for what mappings cannot say
 */
public record MappedSchema(
        Schema schema, Set<QualifiedName> skipped, List<String> exclude, List<CreateScript> scripts) {

    public MappedSchema {
        skipped = Set.copyOf(skipped);
        exclude = List.copyOf(exclude);
        scripts = List.copyOf(scripts);
    }
}
