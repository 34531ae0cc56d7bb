package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads migrations with the libraries of their own project, whose Flyway is the one that they were compiled for: what the
 * class path holds is taken from there, also where the engine has it, so that there is one {@code JavaMigration} and one of
 * every other class that they mention. Only the platform, which holds JDBC, and PostgreSQL's driver go first: the connection
 * that a migration is given is the engine's.
 */
final class MigrationLoader extends URLClassLoader {

    private static final String DRIVER = "org.postgresql.";

    private final ClassLoader engine;

    private MigrationLoader(URL[] places, ClassLoader engine) {
        super("migrations", places, ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    /** @throws UsageException if a place cannot be one of classes */
    static ClassLoader over(List<Path> places) {
        return new MigrationLoader(
                places.stream().filter(Files::exists).map(MigrationLoader::url).toArray(URL[]::new),
                MigrationLoader.class.getClassLoader());
    }

    private static URL url(Path place) {
        try {
            return place.toAbsolutePath().normalize().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UsageException("The class path names " + place + ", which cannot be a place of classes.", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (name.startsWith(DRIVER)) {
                return engine.loadClass(name);
            }
            try {
                return super.loadClass(name, resolve);
            } catch (ClassNotFoundException e) {
                return engine.loadClass(name);
            }
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = super.getResource(name);
        return own == null ? engine.getResource(name) : own;
    }

    /** Services are looked for so: those of the class path, then those of the engine. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(super.getResources(name)));
        Collections.list(engine.getResources(name)).stream()
                .filter(url -> !all.contains(url))
                .forEach(all::add);
        return Collections.enumeration(all);
    }
}
