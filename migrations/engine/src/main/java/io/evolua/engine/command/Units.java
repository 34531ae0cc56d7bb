package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.model.EntityClassPath;
import io.evolua.engine.model.PersistenceUnitSource;
import io.evolua.engine.model.UnitTarget;
import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One or several persistence units, read of the class path. */
final class Units {

    private static final String ALL = "*";

    private final Map<String, UnitTarget> targets = new LinkedHashMap<>();

    private Units() {}

    /**
     * Reads them.
     *
     * @param names a name, several, separated by commas, or {@code *} for all; none for the only one there is
     * @throws io.evolua.engine.UsageException if there is no such unit
     */
    static Units read(List<Path> classpath, Optional<String> names) {
        try (EntityClassPath classes = EntityClassPath.of(classpath)) {
            Units units = new Units();
            if (names.isEmpty()) {
                units.targets.put("", PersistenceUnitSource.target(null, classes));
            } else {
                list(names.get(), classes)
                        .forEach(name -> units.targets.put(name, PersistenceUnitSource.target(name, classes)));
            }
            return units;
        } catch (IOException e) {
            throw new RefusedException("The class path cannot be read: " + e.getMessage(), e);
        }
    }

    private static Collection<String> list(String names, ClassLoader classes) {
        return names.equals(ALL)
                ? PersistenceUnitSource.names(classes)
                : Arrays.stream(names.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    /** Whether no database is needed to know what they map. */
    boolean isOffline() {
        return targets.values().stream().allMatch(UnitTarget.Tables.class::isInstance)
                && scripts(true).isEmpty()
                && scripts(false).isEmpty();
    }

    /** The SQL that the units name, to be run before or after their tables are made. */
    List<SqlScript> scripts(boolean beforeTables) {
        return targets.values().stream()
                .flatMap(target -> target.scripts().stream())
                .filter(script -> script.beforeTables() == beforeTables)
                .map(script -> SqlScript.parse(script.name(), script.text()))
                .toList();
    }

    /** The rows that are to be looked for, as far as they are known without a database. */
    Set<SeedRow> seedRows(String defaultSchema) {
        Set<SeedRow> rows = new TreeSet<>(SeedRow.ORDER);
        for (UnitTarget target : targets.values()) {
            if (target instanceof UnitTarget.Tables tables) {
                rows.addAll(
                        tables.mapped().schema().inDefaultSchema(defaultSchema).seedRows());
            }
        }
        return rows;
    }

    /**
     * All of them as one target.
     *
     * @param replay makes a schema of a provider's DDL
     * @throws RefusedException if two units map a table differently, naming both, the tables, and how
     */
    MappedSchema together(String defaultSchema, Function<UnitTarget.Ddl, Schema> replay) {
        UnitMerge merge = new UnitMerge();
        targets.forEach((name, target) -> merge.add(
                name,
                target instanceof UnitTarget.Tables tables
                        ? tables.mapped().inDefaultSchema(defaultSchema)
                        : replayed((UnitTarget.Ddl) target, replay).inDefaultSchema(defaultSchema)));
        return merge.result();
    }

    private static MappedSchema replayed(UnitTarget.Ddl ddl, Function<UnitTarget.Ddl, Schema> replay) {
        return new MappedSchema(replay.apply(ddl), ddl.skipped(), ddl.exclude());
    }
}
