package io.evolua.engine.history;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The run's connection in the hands of a migration. It stays the run's: closing it does nothing. Within the run's
 * transaction, a commit and a rollback are those of a part of it, by a savepoint, so that what the migration did and its row
 * in the history stay one.
 */
final class LentConnection implements InvocationHandler {

    private final Connection real;
    private final boolean inTransaction;
    private boolean autoCommit;
    private @Nullable Savepoint savepoint;

    private LentConnection(Connection real, boolean inTransaction) {
        this.real = real;
        this.inTransaction = inTransaction;
    }

    static Connection of(Connection real, boolean inTransaction) throws SQLException {
        LentConnection lent = new LentConnection(real, inTransaction);
        if (inTransaction) {
            lent.savepoint = real.setSavepoint();
        }
        return (Connection)
                Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, lent);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        boolean plain = arguments == null || arguments.length == 0;
        switch (method.getName()) {
            case "close", "abort" -> {
                return null;
            }
            case "equals" -> {
                return proxy == Objects.requireNonNull(arguments)[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                if (inTransaction) {
                    switch (method.getName()) {
                        case "getAutoCommit" -> {
                            return autoCommit;
                        }
                        case "setAutoCommit" -> {
                            commit();
                            autoCommit = Boolean.TRUE.equals(Objects.requireNonNull(arguments)[0]);
                            return null;
                        }
                        case "commit" -> {
                            commit();
                            return null;
                        }
                        case "rollback" -> {
                            if (plain) {
                                real.rollback(savepoint);
                                return null;
                            }
                        }
                        default -> {}
                    }
                }
                return call(method, arguments);
            }
        }
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void commit() throws SQLException {
        real.releaseSavepoint(savepoint);
        savepoint = real.setSavepoint();
    }
}
