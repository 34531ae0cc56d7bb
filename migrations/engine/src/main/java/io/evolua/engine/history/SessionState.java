package io.evolua.engine.history;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.StringJoiner;
import org.postgresql.jdbc.PgConnection;

/** The session's settings: the same for each script, whatever the one before it changed. */
final class SessionState {

    private final PgConnection connection;
    private final String lockTimeout;
    private final String settings;

    SessionState(PgConnection connection, RunSettings wanted) {
        this.connection = connection;
        this.lockTimeout = set("lock_timeout", wanted.lockTimeout());
        StringJoiner sql = new StringJoiner(";").add(lockTimeout);
        wanted.statementTimeout().ifPresent(timeout -> sql.add(set("statement_timeout", timeout)));
        if (!connection.getStandardConformingStrings()) {
            sql.add("set standard_conforming_strings = on");
        }
        this.settings = sql.toString();
    }

    private static String set(String name, Duration timeout) {
        return "set " + name + " = " + Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    /** What is not a script waits for no lock for ever either. */
    void open() throws SQLException {
        execute(lockTimeout);
    }

    void begin() throws SQLException {
        execute(settings);
    }

    /**
     * What runs outside a transaction may wait for locks: meanwhile it keeps nobody from reading or writing, and cut off it
     * would leave an invalid index.
     */
    void beginOutsideTransaction() throws SQLException {
        connection.setAutoCommit(true);
        execute("reset lock_timeout");
    }

    /**
     * The statements that end a script's transaction: its row, written by the user who connected, the commit, and a
     * session as it was. Resetting follows the commit, so that deferred constraints are checked under the script's own
     * settings. {@code DISCARD ALL} would give the lock away.
     */
    String finishSql(String insert) {
        return "reset session authorization;reset role;" + insert + ";commit;" + resetSql();
    }

    private String resetSql() {
        return "reset all;discard temp;" + settings;
    }

    /** After the last script, also after one that failed. */
    void end() throws SQLException {
        reset(";" + lockTimeout);
    }

    /** As it was found. */
    void close() throws SQLException {
        reset("");
    }

    private void reset(String further) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        execute("reset session authorization;reset role;reset all" + further);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
