package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.persistence.internal.jpa.deployment.PersistenceUnitProcessor;
import org.eclipse.persistence.internal.jpa.deployment.SEPersistenceUnitInfo;
import org.eclipse.persistence.jpa.Archive;
import org.jspecify.annotations.Nullable;

/** Finds a unit in the {@code persistence.xml} files that a class loader sees. */
final class PersistenceUnits {

    private static final String DESCRIPTOR = "META-INF/persistence.xml";

    private PersistenceUnits() {}

    /**
     * The unit of that name, or the only one.
     *
     * @throws UsageException if there is none, or more than one
     */
    static SEPersistenceUnitInfo find(@Nullable String name, ClassLoader loader) {
        List<SEPersistenceUnitInfo> units = some(loader);
        List<SEPersistenceUnitInfo> matches = units.stream()
                .filter(unit -> name == null || unit.getPersistenceUnitName().equals(name))
                .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            throw new UsageException("There is no persistence unit \"" + name + "\". The units found are: "
                    + describe(units) + ". Looked in " + locations(loader) + ".");
        }
        throw new UsageException(
                name == null
                        ? "There is more than one persistence unit; say which one: " + describe(matches) + "."
                        : "The persistence unit \"" + name + "\" is defined more than once: " + describe(matches)
                                + ". Leave one of them out of the class path.");
    }

    /** @throws UsageException if there are none */
    static SortedSet<String> names(ClassLoader loader) {
        return some(loader).stream()
                .map(SEPersistenceUnitInfo::getPersistenceUnitName)
                .collect(toCollection(TreeSet::new));
    }

    private static List<SEPersistenceUnitInfo> some(ClassLoader loader) {
        List<SEPersistenceUnitInfo> units = all(loader);
        if (units.isEmpty()) {
            throw new UsageException("There is no " + DESCRIPTOR + " in " + locations(loader)
                    + ". Name the folder or jar that holds it in the class path.");
        }
        return units;
    }

    private static List<SEPersistenceUnitInfo> all(ClassLoader loader) {
        try {
            Set<Archive> archives = PersistenceUnitProcessor.findPersistenceArchives(loader, DESCRIPTOR);
            try {
                return archives.stream()
                        .sorted(Comparator.comparing(
                                archive -> archive.getRootURL().toString()))
                        .flatMap(archive -> PersistenceUnitProcessor.getPersistenceUnits(archive, loader).stream())
                        .toList();
            } finally {
                archives.forEach(Archive::close);
            }
        } catch (RuntimeException e) {
            throw new RefusedException(
                    DESCRIPTOR + " cannot be read (in " + locations(loader) + "): " + Reasons.of(e), e);
        }
    }

    private static String describe(List<SEPersistenceUnitInfo> units) {
        return units.stream()
                .map(unit ->
                        "\"" + unit.getPersistenceUnitName() + "\" (" + path(unit.getPersistenceUnitRootUrl()) + ")")
                .sorted()
                .collect(joining(", "));
    }

    /** What the loader searches, for messages. */
    static String locations(ClassLoader loader) {
        return loader instanceof URLClassLoader urls && urls.getURLs().length > 0
                ? Arrays.stream(urls.getURLs()).map(PersistenceUnits::path).collect(joining(", "))
                : "the class path";
    }

    private static String path(URL url) {
        return url.getProtocol().equals("file") ? url.getPath() : url.toString();
    }
}
