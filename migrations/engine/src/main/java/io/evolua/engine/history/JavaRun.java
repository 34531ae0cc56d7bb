package io.evolua.engine.history;

import io.evolua.engine.revision.JavaClass;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Runs migrations written in Java: gives them what Flyway gives them, a connection and its settings. */
public final class JavaRun {

    private static final String CONTEXT = "org.flywaydb.core.api.migration.Context";
    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    private final Optional<HistoryTable> table;
    private final Optional<Supplier<Connection>> connections;

    /**
     * Runs in earnest.
     *
     * @param connections what a migration gets that asks Flyway's settings for a connection of its own
     */
    JavaRun(HistoryTable table, Optional<Supplier<Connection>> connections) {
        this.table = Optional.of(table);
        this.connections = connections;
    }

    private JavaRun() {
        this.table = Optional.empty();
        this.connections = Optional.empty();
    }

    /** Runs what will be taken back: there is no connection but the one that is given. */
    public static JavaRun onTrial() {
        return new JavaRun();
    }

    /**
     * Runs one.
     *
     * @param inTransaction whether the connection is in a transaction, which then stays open
     * @throws JavaFailure if it threw something
     */
    public void run(JavaClass java, Connection connection, boolean inTransaction) throws JavaFailure, SQLException {
        Object migration = java.instance();
        Connection lent = LentConnection.of(connection, inTransaction);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(java.loader());
        try {
            Class<?> type = Class.forName(CONTEXT, true, java.loader());
            Object context = Proxy.newProxyInstance(
                    java.loader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                        case "getConnection" -> lent;
                        case "getConfiguration" -> configuration(java);
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "the context of " + java.name();
                    });
            java.api().getMethod("migrate", type).invoke(migration, context);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof VirtualMachineError error) {
                throw error;
            }
            throw new JavaFailure(java.name(), e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new JavaFailure(java.name(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Flyway's own, made only for who asks for it. */
    private Object configuration(JavaClass java) throws ReflectiveOperationException {
        Map<String, String> settings = new TreeMap<>(java.settings());
        table.ifPresent(known -> {
            settings.put("flyway.table", known.name());
            settings.put("flyway.defaultSchema", known.schema());
        });
        Object made = Class.forName(FLYWAY, true, java.loader())
                .getMethod("configure", ClassLoader.class)
                .invoke(null, java.loader());
        made.getClass().getMethod("configuration", Map.class).invoke(made, settings);
        made.getClass().getMethod("dataSource", DataSource.class).invoke(made, new Source(connections));
        return made;
    }

    /** Opens connections as the run itself does. */
    private record Source(Optional<Supplier<Connection>> connections) implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return connections
                    .orElseThrow(() -> new SQLException(
                            "The migration is only tried out: it has no connection but the one of its context"))
                    .get();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            if (type.isInstance(this)) {
                return type.cast(this);
            }
            throw new SQLException("not a wrapper for " + type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return type.isInstance(this);
        }
    }
}
