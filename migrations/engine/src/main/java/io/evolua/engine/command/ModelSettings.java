package io.evolua.engine.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the target schema is found, and how much of the database is compared with it.
 *
 * @param classpath jars and folders of classes that hold the entities and their {@code persistence.xml}
 * @param unit the persistence unit's name; without one, the only unit there is
 * @param schemas PostgreSQL schemas that are compared besides the default one and those that the other side mentions
 */
public record ModelSettings(List<Path> classpath, Optional<String> unit, Set<String> schemas) {

    public ModelSettings {
        classpath = List.copyOf(classpath);
        schemas = Set.copyOf(schemas);
    }

    /** The only unit on the engine's own class path. */
    public static ModelSettings none() {
        return new ModelSettings(List.of(), Optional.empty(), Set.of());
    }
}
