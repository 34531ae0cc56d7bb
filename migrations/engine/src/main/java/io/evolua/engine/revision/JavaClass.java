package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A migration written in Java: a class on the project's class path that implements Flyway's {@code JavaMigration}. It is
 * called by reflection, through whichever Flyway lies beside it, and not loaded before somebody asks what only it can say.
 */
public final class JavaClass implements Script {

    private static final String API = "org.flywaydb.core.api.migration.JavaMigration";

    private final String name;
    private final JavaName parsed;
    private final Path place;
    private final Path folder;
    private final MigrationClasses classes;
    private final Placeholders placeholders;
    private @Nullable Object first;

    JavaClass(
            String name,
            JavaName parsed,
            Path place,
            Path folder,
            MigrationClasses classes,
            Placeholders placeholders) {
        this.name = name;
        this.parsed = parsed;
        this.place = place;
        this.folder = folder;
        this.classes = classes;
        this.placeholders = placeholders;
    }

    JavaName parsed() {
        return parsed;
    }

    /** The folder of scripts to whose package it belongs. */
    Path folder() {
        return folder;
    }

    @Override
    public Path file() {
        return place;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String words() {
        return parsed.words();
    }

    @Override
    public String description() {
        return parsed.kind() == 'U' ? words() : String.valueOf(ask("getDescription"));
    }

    @Override
    public @Nullable Integer checksum() {
        return (Integer) ask("getChecksum");
    }

    @Override
    public String rowType() {
        return "JDBC";
    }

    @Override
    public boolean inTransaction() {
        return Boolean.TRUE.equals(ask("canExecuteInTransaction"));
    }

    @Override
    public boolean hasPlaceholders() {
        return false;
    }

    @Override
    public boolean asksDatabase() {
        return false;
    }

    @Override
    public @Nullable Integer checksumOfSql() {
        return checksum();
    }

    @Override
    public String sql() {
        throw noText();
    }

    @Override
    public String text() {
        throw noText();
    }

    @Override
    public String body() {
        throw noText();
    }

    private RefusedException noText() {
        return new RefusedException(name + " is a migration written in Java: it has no SQL.");
    }

    @Override
    public String display() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What loads it and all that it needs. */
    public ClassLoader loader() {
        return classes.loader();
    }

    /** What Flyway's settings would be, by their keys, as far as the scripts decide it. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(placeholders.asSettings());
        int end = name.lastIndexOf('.');
        settings.put(
                "flyway.locations",
                "classpath:" + (end < 0 ? "" : name.substring(0, end).replace('.', '/')));
        return settings;
    }

    private synchronized @Nullable Object ask(String method) {
        if (first == null) {
            first = instance();
        }
        try {
            return api().getMethod(method).invoke(first);
        } catch (InvocationTargetException e) {
            throw failed(method + "() of " + name + " failed", e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw failed(name + " cannot be asked for " + method + "()", e);
        }
    }

    /** Flyway's interface, as the class knows it. */
    public Class<?> api() {
        try {
            return Class.forName(API, true, loader());
        } catch (ClassNotFoundException e) {
            throw new RefusedException(
                    name
                            + " is a migration written in Java, and Flyway, whose interface it implements, is not on the class"
                            + " path. Add flyway-core, with what it needs, to --classpath.",
                    e);
        }
    }

    /**
     * A new one, to be run once.
     *
     * @throws RefusedException if the class cannot be loaded, is none of Flyway's migrations, or says that it has another
     *     version than its name
     */
    public Object instance() {
        Class<?> api = api();
        Object migration;
        try {
            Class<?> loaded = Class.forName(name, true, loader());
            if (!api.isAssignableFrom(loaded) || Modifier.isAbstract(loaded.getModifiers())) {
                throw new RefusedException(
                        name + " (in " + place + ") is named as a Java migration, and is no class that" + " implements "
                                + API + ". Let it, or give it another name or package.");
            }
            Constructor<?> constructor = loaded.getDeclaredConstructor();
            constructor.setAccessible(true);
            migration = constructor.newInstance();
            requireVersion(String.valueOf(api.getMethod("getVersion").invoke(migration)));
        } catch (InvocationTargetException e) {
            throw failed(
                    name + " cannot be made"
                            + (parsed.kind() == 'U'
                                    ? " (BaseJavaMigration takes no U: implement JavaMigration itself)"
                                    : ""),
                    e.getTargetException());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(name + " cannot be loaded from " + place, e);
        }
        return migration;
    }

    private void requireVersion(String said) {
        boolean versioned = parsed.kind() == 'V' || parsed.kind() == 'B';
        if (versioned && !(RevisionId.isValid(said) && RevisionId.of(said).equals(parsed.id()))) {
            throw new RefusedException(name + " says in getVersion() that it is version " + said
                    + ". A Java migration has the version of its name.");
        }
    }

    private static RefusedException failed(String what, Throwable why) {
        return new RefusedException(what + ": " + why + ".", why);
    }
}
