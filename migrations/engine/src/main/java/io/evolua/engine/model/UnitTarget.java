package io.evolua.engine.model;

import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.QualifiedName;
import java.util.List;
import java.util.Set;

/** What a persistence unit asks of a database. */
public sealed interface UnitTarget {

    /** The SQL that the unit names for what mappings cannot say. */
    List<CreateScript> scripts();

    /** The tables themselves, from EclipseLink's metadata. */
    record Tables(MappedSchema mapped, List<CreateScript> scripts) implements UnitTarget {
        public Tables {
            scripts = List.copyOf(scripts);
        }
    }

    /**
     * The statements with which the unit's own provider makes its tables. What they make in an empty database is the
     * target, but for the names in it that nobody chose: {@link ProviderNames}.
     *
     * @param provider whose they are, for messages
     * @param sql statements, each ended by a semicolon
     * @param skipped tables and sequences that only entities with an annotation named {@code SkipAutogenerate} map
     * @param exclude patterns of what is not to be compared, from the unit's property {@code evolua.exclude}
     */
    record Ddl(
            String provider, String sql, Set<QualifiedName> skipped, List<String> exclude, List<CreateScript> scripts)
            implements UnitTarget {
        public Ddl {
            scripts = List.copyOf(scripts);
            skipped = Set.copyOf(skipped);
            exclude = List.copyOf(exclude);
        }
    }
}
