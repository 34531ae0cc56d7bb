package io.evolua.engine.history;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.StringJoiner;
import org.postgresql.jdbc.PgConnection;

/** The session's settings: the same for each script, whatever the one before it changed. */
final class SessionState {

    /** So that a statement whose client was killed does not go on, holding the lock on the history. */
    private static final String CLIENT_CHECK = "client_connection_check_interval";

    private static final int CLIENT_CHECK_SINCE = 14;

    private final PgConnection connection;

    /** What is in force also between scripts: nothing waits for a lock for ever. */
    private final String always;

    private final String settings;
    private final boolean clientChecked;

    private SessionState(PgConnection connection, RunSettings wanted, boolean clientChecked) {
        this.connection = connection;
        this.clientChecked = clientChecked;
        this.always = always(wanted, clientChecked);
        StringJoiner sql = new StringJoiner(";").add(always);
        wanted.statementTimeout().ifPresent(timeout -> sql.add(set("statement_timeout", timeout)));
        if (!connection.getStandardConformingStrings()) {
            sql.add("set standard_conforming_strings = on");
        }
        this.settings = sql.toString();
    }

    /** Sets what is in force also between scripts. */
    static SessionState open(PgConnection connection, RunSettings wanted) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() >= CLIENT_CHECK_SINCE) {
            try {
                execute(connection, always(wanted, true));
                return new SessionState(connection, wanted, true);
            } catch (SQLException e) {
                // Servers on some platforms cannot look.
                execute(connection, always(wanted, false));
            }
        } else {
            execute(connection, always(wanted, false));
        }
        return new SessionState(connection, wanted, false);
    }

    private static String always(RunSettings wanted, boolean clientChecked) {
        return set("lock_timeout", wanted.lockTimeout())
                + (clientChecked ? ";" + set(CLIENT_CHECK, Duration.ofSeconds(2)) : "");
    }

    private static String set(String name, Duration timeout) {
        return "set " + name + " = " + Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    void begin() throws SQLException {
        execute(connection, settings);
    }

    /**
     * What runs outside a transaction may wait for locks, and goes on without its client: meanwhile it keeps nobody from
     * reading or writing, and cut off it would leave an invalid index.
     */
    void beginOutsideTransaction() throws SQLException {
        connection.setAutoCommit(true);
        execute(connection, "reset lock_timeout" + (clientChecked ? ";reset " + CLIENT_CHECK : ""));
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
        reset(";" + always);
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
        execute(connection, "reset session authorization;reset role;reset all" + further);
    }

    private static void execute(PgConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
