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

    private LentConnection(Connection real, boolean inTransaction) throws SQLException {
        this.real = real;
        this.inTransaction = inTransaction;
        this.savepoint = inTransaction ? real.setSavepoint() : null;
    }

    static Connection of(Connection real, boolean inTransaction) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LentConnection(real, inTransaction));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        String name = method.getName() + given.length;
        return switch (name) {
            case "close0", "abort1" -> null;
            case "equals1" -> proxy == given[0];
            case "hashCode0" -> System.identityHashCode(proxy);
            default -> inTransaction ? withinTransaction(name, method, given) : call(method, given);
        };
    }

    private @Nullable Object withinTransaction(String name, Method method, Object[] given) throws Throwable {
        return switch (name) {
            case "getAutoCommit0" -> autoCommit;
            case "setAutoCommit1" -> setAutoCommit(Boolean.TRUE.equals(given[0]));
            case "commit0" -> commit();
            case "rollback0" -> rollBack();
            default -> call(method, given);
        };
    }

    private @Nullable Object call(Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Changing it is a commit, says JDBC. */
    private @Nullable Object setAutoCommit(boolean wanted) throws SQLException {
        if (wanted != autoCommit) {
            advance();
            autoCommit = wanted;
        }
        return null;
    }

    private @Nullable Object commit() throws SQLException {
        requireNoAutoCommit();
        advance();
        return null;
    }

    private @Nullable Object rollBack() throws SQLException {
        requireNoAutoCommit();
        real.rollback(Objects.requireNonNull(savepoint));
        return null;
    }

    private void advance() throws SQLException {
        real.releaseSavepoint(Objects.requireNonNull(savepoint));
        savepoint = real.setSavepoint();
    }

    /** As the driver does. */
    private void requireNoAutoCommit() throws SQLException {
        if (autoCommit) {
            throw new SQLException("There is nothing to commit or roll back while autoCommit is enabled.");
        }
    }
}
