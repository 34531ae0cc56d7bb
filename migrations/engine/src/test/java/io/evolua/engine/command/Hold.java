package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a statement of the rig's scripts running on the server until it is let go. What defines objects waits in an event
 * trigger, what writes rows in a function that the scripts call, the rest for a table.
 */
final class Hold implements AutoCloseable {

    private static final String KEY = "471100";

    /** What makes statements wait while somebody holds the advisory lock; it does nothing otherwise. */
    static final String PREPARE = """
            create schema rig;
            grant usage on schema rig to public;
            create function rig.hold() returns int language plpgsql as $$
            begin
              perform pg_advisory_lock_shared(%s);
              perform pg_advisory_unlock_shared(%<s);
              return 1;
            end $$;
            create function rig.hold_definition() returns event_trigger language plpgsql as
              $$ begin perform rig.hold(); end $$;
            create event trigger rig_hold on ddl_command_start execute function rig.hold_definition()""".formatted(KEY);

    private final Connection connection;

    private Hold(Connection connection) {
        this.connection = connection;
    }

    /** What a statement can be kept waiting by; nothing for one that is no work, as a setting. */
    static Optional<String> of(String statement) {
        if (statement.startsWith("set ")) {
            return Optional.empty();
        }
        if (statement.startsWith("vacuum")) {
            return Optional.of("lock table c");
        }
        return Optional.of(
                statement.startsWith("lock table gate")
                        ? "lock table gate"
                        : "select pg_advisory_xact_lock(" + KEY + ")");
    }

    /** What keeps the building or dropping of an index waiting in its middle. */
    static Optional<String> within(String statement) {
        if (!statement.contains("index concurrently")) {
            return Optional.empty();
        }
        String table = statement.contains("c_id") ? "c" : "a";
        return Optional.of("lock table " + table + " in row exclusive mode");
    }

    static Hold take(FaultRig rig, String by) throws SQLException {
        Connection connection = rig.project.database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(by);
        }
        return new Hold(connection);
    }

    /** Waits until a statement waits, and returns the process that runs it. */
    long awaitHeld() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String sql = "select pid from pg_stat_activity where datname = current_database() and state = 'active'"
                + " and pg_backend_pid() = any(pg_blocking_pids(pid))";
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(sql)) {
                    if (row.next()) {
                        return row.getLong(1);
                    }
                }
                // What a transaction saw of the activity it sees until its end.
                statement.execute("select pg_stat_clear_snapshot()");
                assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
            }
        }
    }

    /** Ends the process, as a server does that notices that its client is gone. */
    void endHeld(long process) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 10000)");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
