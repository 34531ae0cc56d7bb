package io.evolua.web.edge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * SIGTERM, before the JVM begins to end: its shutdown hooks would be too late, for with them the server ends.
 * {@code sun.misc.Signal} is used by reflection, because javac's warning about it cannot be turned off; where it is missing
 * or reserved ({@code -Xrs}), the signal ends the process as ever.
 */
final class StopSignal {

    private static final String TERM = "TERM";

    private final Object signal;
    private final Object previous;

    private StopSignal(Object signal, Object previous) {
        this.signal = signal;
        this.previous = previous;
    }

    /** Runs the action at the signal, instead of what would have been done; empty where that cannot be. */
    static Optional<StopSignal> listen(Runnable action) {
        try {
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(TERM);
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "stop at " + TERM;
            };
            Object handler =
                    Proxy.newProxyInstance(StopSignal.class.getClassLoader(), new Class<?>[] {handlers}, calls);
            return Optional.of(new StopSignal(signal, handle(signal, handler)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** From now on the signal does what it did before. */
    void forget() {
        try {
            handle(signal, previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }
}
