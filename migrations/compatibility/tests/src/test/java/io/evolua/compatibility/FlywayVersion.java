package io.evolua.compatibility;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A version of open-source Flyway, with jars of its own, as the projects that have it. */
enum FlywayVersion {
    FLYWAY_11("flyway-11"),
    FLYWAY_12("flyway-12"),
    FLYWAY_13("flyway-13");

    /** The loaders live as long as the tests: starting a Flyway anew for each call would cost more than all else. */
    private static final Map<FlywayVersion, Method> PROGRAMS = new ConcurrentHashMap<>();

    private final String folder;

    FlywayVersion(String folder) {
        this.folder = folder;
    }

    /** Runs a command of {@link FlywayProgram}; what fails there is thrown as a failure with Flyway's message. */
    List<String> run(String command, Map<String, String> settings) {
        return run(command, settings, program().getDeclaringClass().getClassLoader());
    }

    /** As {@link #run(String, Map)}, in a project that has these classes. */
    List<String> run(String command, Map<String, String> settings, Path classes) {
        ClassLoader own = program().getDeclaringClass().getClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, own)) {
            return run(command, settings, loader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Its jars, as a project's class path has them. */
    List<Path> jars() {
        try (Stream<Path> jars = Files.list(Path.of("..", folder, "target", "jars"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> run(String command, Map<String, String> settings, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            return (List<String>) program().invoke(null, command, settings);
        } catch (InvocationTargetException e) {
            Throwable failure = e.getTargetException();
            throw new Failure(String.valueOf(failure.getMessage()), failure);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private Method program() {
        return PROGRAMS.computeIfAbsent(this, FlywayVersion::load);
    }

    @SuppressWarnings("resource")
    private static Method load(FlywayVersion version) {
        List<Path> places = new ArrayList<>(List.of(Path.of("target", "test-classes")));
        places.addAll(version.jars());
        try {
            List<URL> urls = new ArrayList<>();
            for (Path place : places) {
                urls.add(place.toAbsolutePath().normalize().toUri().toURL());
            }
            ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            return loader.loadClass(FlywayProgram.class.getName()).getMethod("run", String.class, Map.class);
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
