package io.evolua.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first SIGTERM or SIGINT asks a run to stop, the second ends the process at once. A shutdown hook would not do: the
 * JVM has begun to end when it runs, and takes no notice of a second signal. {@code sun.misc.Signal} is used by reflection,
 * because javac's warning about it cannot be turned off; where it is missing or reserved ({@code -Xrs}), signals end the
 * process as ever.
 */
final class StopSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("TERM", "INT");
    private static final int SIGNALLED = 128;

    private final Runnable stop;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** How to put things back as they were. */
    private final List<Runnable> before = new ArrayList<>();

    /** @param stop called at the first signal, on a thread of its own */
    StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /** From now on, until this is closed. */
    void listen() {
        NAMES.forEach(this::catchSignal);
    }

    private void catchSignal(String name) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            int number = (int) type.getMethod("getNumber").invoke(signal);
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, handler(number));
            Object previous = type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
            before.add(() -> {
                try {
                    type.getMethod("handle", type, handlerType).invoke(null, signal, previous);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (ReflectiveOperationException e) {
            // The process ends as it would without this.
            return;
        }
    }

    private InvocationHandler handler(int number) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                if (asked.getAndSet(true)) {
                    Runtime.getRuntime().halt(SIGNALLED + number);
                }
                stop.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stop at signal " + number;
        };
    }

    @Override
    public void close() {
        before.forEach(Runnable::run);
    }
}
