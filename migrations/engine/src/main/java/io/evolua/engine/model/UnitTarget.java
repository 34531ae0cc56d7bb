package io.evolua.engine.model;

import io.evolua.engine.schema.MappedSchema;
import java.util.List;

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
     * @param exclude patterns of what is not to be compared, from the unit's property {@code evolua.exclude}
     */
    record Ddl(String provider, String sql, List<String> exclude, List<CreateScript> scripts) implements UnitTarget {
        public Ddl {
            scripts = List.copyOf(scripts);
            exclude = List.copyOf(exclude);
        }
    }
}
