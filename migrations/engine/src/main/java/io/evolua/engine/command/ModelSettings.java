package io.evolua.engine.command;

import io.evolua.engine.selection.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the target schema is found, and how much of the database is compared with it.
 *
 * @param classpath jars and folders of classes that hold the entities and their {@code persistence.xml}
 * @param unit the persistence unit's name, or several, separated by commas, or {@code *} for all; without one, the only
 *     unit there is
 * @param schemas PostgreSQL schemas that are compared besides the default one and those that the other side mentions
 * @param selection which objects are compared
 * @param dropUnmanaged whether what no revision created is dropped, if the target does not have it
 */
public record ModelSettings(
        List<Path> classpath, Optional<String> unit, Set<String> schemas, Selection selection, boolean dropUnmanaged) {

    public ModelSettings {
        classpath = List.copyOf(classpath);
        schemas = Set.copyOf(schemas);
    }

    /** Everything is compared, and what no revision created is left alone. */
    public ModelSettings(List<Path> classpath, Optional<String> unit, Set<String> schemas) {
        this(classpath, unit, schemas, Selection.ALL, false);
    }

    /** The only unit on the engine's own class path. */
    public static ModelSettings none() {
        return new ModelSettings(List.of(), Optional.empty(), Set.of());
    }

    public ModelSettings withSelection(Selection newSelection) {
        return new ModelSettings(classpath, unit, schemas, newSelection, dropUnmanaged);
    }

    public ModelSettings withDropUnmanaged(boolean drop) {
        return new ModelSettings(classpath, unit, schemas, selection, drop);
    }
}
