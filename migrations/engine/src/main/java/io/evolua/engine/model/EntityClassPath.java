package io.evolua.engine.model;

import io.evolua.engine.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Jars and classes folders that hold a {@code persistence.xml} and its entities, together or apart.
 *
 * <p>What the engine has is taken from the engine (parent first), so that the entities are read by the engine's
 * EclipseLink and Jakarta Persistence API, unless a unit's own provider is to be asked ({@link UnitProvider}).
 */
public final class EntityClassPath extends URLClassLoader {

    /** Every entity's class file is asked for several times, and each time the whole JDK and the engine are searched first. */
    private final Map<String, URL> found = new ConcurrentHashMap<>();

    private EntityClassPath(URL[] urls) {
        super("entities", urls, EntityClassPath.class.getClassLoader());
    }

    /**
     * A loader over these places, in this order. Close it after use: it keeps jars open.
     *
     * @throws UsageException if the list is empty, or a place does not exist or is neither a folder nor a jar
     */
    public static EntityClassPath of(List<Path> places) {
        if (places.isEmpty()) {
            throw new UsageException("The class path is empty: name at least one jar or classes folder.");
        }
        return new EntityClassPath(places.stream().map(EntityClassPath::url).toArray(URL[]::new));
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL known = found.get(name);
        if (known != null) {
            return known;
        }
        URL resource = super.getResource(name);
        if (resource != null) {
            found.put(name, resource);
        }
        return resource;
    }

    /** Files are read at once: a connection to each, as all URLs get one, costs several times what is read. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL resource = getResource(name);
        if (resource == null || !resource.getProtocol().equals("file")) {
            return super.getResourceAsStream(name);
        }
        try {
            return new ByteArrayInputStream(Files.readAllBytes(Path.of(resource.toURI())));
        } catch (IOException | URISyntaxException e) {
            return null;
        }
    }

    /** Whether a class is in one of these places, not merely in the engine. */
    boolean holds(String className) {
        return findResource(className.replace('.', '/') + ".class") != null;
    }

    private static URL url(Path place) {
        if (Files.notExists(place)) {
            throw new UsageException("The class path names " + place + ", which does not exist"
                    + (place.isAbsolute() ? "." : " in " + Path.of("").toAbsolutePath() + "."));
        }
        String name = place.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".war") || name.endsWith(".ear") || name.endsWith(".rar")) {
            throw new UsageException("The class path names " + place
                    + ", an archive of archives. Name the jars and classes folders in it instead: unpack it, then"
                    + " WEB-INF/classes and the jars of WEB-INF/lib that hold entities.");
        }
        if (!Files.isDirectory(place) && !name.endsWith(".jar")) {
            throw new UsageException(
                    "The class path names " + place + ", which is neither a jar nor a folder of classes.");
        }
        try {
            return place.toAbsolutePath().normalize().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UsageException("The class path names " + place + ", which cannot be a place of classes.", e);
        }
    }
}
