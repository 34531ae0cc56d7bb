package io.evolua.engine.command;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.model.EntityClassPath;
import io.evolua.engine.spi.ChangeRewriter;
import io.evolua.engine.spi.ComparisonContext;
import io.evolua.engine.spi.TypeComparator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The project's own rewriters and comparators, as long as one comparison needs them. */
final class Extensions implements AutoCloseable {

    private final Optional<EntityClassPath> classes;
    private final List<ChangeRewriter> rewriters;
    private final List<TypeComparator> comparators;

    private Extensions(
            Optional<EntityClassPath> classes, List<ChangeRewriter> rewriters, List<TypeComparator> comparators) {
        this.classes = classes;
        this.rewriters = rewriters;
        this.comparators = comparators;
    }

    /**
     * Finds them.
     *
     * @param classpath places that do not exist are passed over: whoever needs what is in them will say so
     * @throws RefusedException if one cannot be made
     */
    static Extensions on(List<Path> classpath) {
        List<Path> places = classpath.stream().filter(Files::exists).toList();
        Optional<EntityClassPath> classes =
                Optional.of(places).filter(found -> !found.isEmpty()).map(EntityClassPath::of);
        ClassLoader loader = classes.<ClassLoader>map(c -> c).orElse(Extensions.class.getClassLoader());
        try {
            return new Extensions(
                    classes,
                    load(ChangeRewriter.class, loader, ChangeRewriter::order),
                    load(TypeComparator.class, loader, TypeComparator::order));
        } catch (ServiceConfigurationError e) {
            close(classes);
            throw new RefusedException("A hook on the class path cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static <T> List<T> load(Class<T> service, ClassLoader loader, ToIntFunction<T> order) {
        return ServiceLoader.load(service, loader).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(order)
                        .thenComparing(hook -> hook.getClass().getName()))
                .toList();
    }

    List<TypeComparator> comparators() {
        return comparators;
    }

    /** What the rewriters make of the changes. */
    List<Change> rewritten(List<Change> changes, ComparisonContext context) {
        List<Change> current = List.copyOf(changes);
        for (ChangeRewriter rewriter : rewriters) {
            if (current.isEmpty()) {
                break;
            }
            List<Change> input = current;
            current = guarded(rewriter, () -> List.copyOf(rewriter.rewrite(input, context)));
        }
        return current;
    }

    /** @throws RefusedException naming the hook, if the call fails */
    static <T> T guarded(Object hook, Supplier<T> call) {
        try {
            T result = call.get();
            if (result == null) {
                throw new RefusedException(hook.getClass().getName() + " on the class path answers with null.");
            }
            return result;
        } catch (EvoluaException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new RefusedException(hook.getClass().getName() + " on the class path fails: " + e, e);
        }
    }

    @Override
    public void close() {
        close(classes);
    }

    private static void close(Optional<EntityClassPath> classes) {
        try {
            if (classes.isPresent()) {
                classes.get().close();
            }
        } catch (IOException e) {
            throw new RefusedException("The class path cannot be read: " + e.getMessage(), e);
        }
    }
}
