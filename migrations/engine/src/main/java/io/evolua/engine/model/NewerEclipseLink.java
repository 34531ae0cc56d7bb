package io.evolua.engine.model;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.MappedSchema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own reading of EclipseLink's metadata with another EclipseLink than the engine's: this package's classes
 * are defined once more, beside the ones of the user's class path. What goes in and out, {@link MappedSchema} and the
 * exceptions, is the engine's own.
 */
final class NewerEclipseLink extends URLClassLoader {

    private static final String OURS = NewerEclipseLink.class.getPackageName() + ".";

    /** What must not be the engine's: the two EclipseLinks differ in all of it. */
    private static final List<String> ITS_OWN =
            List.of("org.eclipse.persistence.", "jakarta.persistence.", "org.objectweb.asm.");

    private final EntityClassPath classPath;

    private NewerEclipseLink(EntityClassPath classPath) {
        super("EclipseLink", classPath.getURLs(), classPath.getParent());
        this.classPath = classPath;
    }

    /** @throws RefusedException if this EclipseLink is not one that the engine knows how to ask */
    static MappedSchema read(@Nullable String unitName, EntityClassPath classPath) {
        try (NewerEclipseLink loader = new NewerEclipseLink(classPath)) {
            Class<?> reader = loader.loadClass(EclipseLinkReader.class.getName());
            Method read = reader.getDeclaredMethod("read", String.class, ClassLoader.class);
            // Of the same package by name only: two loaders make two of it.
            read.setAccessible(true);
            return (MappedSchema) read.invoke(null, unitName, loader);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof EvoluaException expected) {
                throw expected;
            }
            throw new RefusedException(
                    "The EclipseLink on the class path cannot be asked for its tables: "
                            + Reasons.of(Objects.requireNonNullElse(e.getCause(), e)),
                    e);
        } catch (ReflectiveOperationException | IOException e) {
            throw new RefusedException("The EclipseLink on the class path cannot be loaded: " + Reasons.of(e), e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            if (name.startsWith(OURS)) {
                return define(name);
            }
            if (ITS_OWN.stream().anyMatch(name::startsWith) && classPath.holds(name)) {
                return findClass(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    /** EclipseLink finds the grammars of descriptors by name, and each version has its own under the same names. */
    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = NewerEclipseLink.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = ListsForVectors.in(in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
