package io.evolua.web.metrics;

import io.evolua.persistence.DataSourceDeclaration;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;

/**
 * The container's pool in numbers. Payara has them for itself; it tells them only with its monitoring on, which costs each
 * request something. So it is asked by reflection, when somebody reads the numbers; of another container nothing is known.
 */
final class ContainerPool {

    private static final String RUNTIME = "com.sun.enterprise.connectors.ConnectorRuntime";
    private static final String NAME =
            DataSourceDeclaration.NAME.substring(DataSourceDeclaration.NAME.indexOf(':') + 1);

    private ContainerPool() {}

    /** How many connections are lent. */
    static double used() {
        return number("getPoolStatus", "getNumConnUsed");
    }

    /** How many requests wait for one. */
    static double waiting() {
        return number("getPool", "getPoolWaitQueue", "getQueueLength");
    }

    /** Whether this container can be asked. */
    static boolean isKnown() {
        try {
            find(manager());
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Object manager() throws ReflectiveOperationException {
        Class<?> runtime = Class.forName(RUNTIME);
        return call(runtime.getMethod("getRuntime").invoke(null), "getPoolManager");
    }

    private static double number(String first, String... then) {
        try {
            Object manager = manager();
            Optional<Object> pool = find(manager);
            if (pool.isEmpty()) {
                // Nobody has needed a connection yet.
                return 0;
            }
            Object answer =
                    manager.getClass().getMethod(first, pool.get().getClass()).invoke(manager, pool.get());
            for (String getter : then) {
                answer = call(answer, getter);
            }
            return ((Number) answer).doubleValue();
        } catch (ReflectiveOperationException e) {
            // Another version, perhaps: no reason for those who ask for numbers to get none.
            return Double.NaN;
        }
    }

    private static Optional<Object> find(Object manager) throws ReflectiveOperationException {
        Field table = manager.getClass().getDeclaredField("poolTable");
        if (!table.trySetAccessible()) {
            throw new IllegalAccessException(table.toString());
        }
        return ((Map<?, ?>) table.get(manager))
                .keySet().stream()
                        .filter(pool -> pool.toString().contains(NAME))
                        .map(Object.class::cast)
                        .findFirst();
    }

    private static Object call(Object target, String getter)
            throws NoSuchMethodException, InvocationTargetException, IllegalAccessException {
        return target.getClass().getMethod(getter).invoke(target);
    }
}
