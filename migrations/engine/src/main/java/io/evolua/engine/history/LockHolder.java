package io.evolua.engine.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A session of the server that keeps others from a lock, as far as the role that asks may see it.
 *
 * @param pid its server process; 0 stands for a prepared transaction, which has none
 * @param application what it calls itself, or what kind of process it is if it is no client
 * @param state {@code active}, {@code idle in transaction} …
 * @param since for how long its transaction is open
 */
public record LockHolder(
        int pid,
        Optional<String> user,
        Optional<String> application,
        Optional<String> state,
        Optional<Duration> since) {

    /** What to select of {@code pg_stat_activity a} for {@link #read}, after the process's number. */
    static final String COLUMNS = "a.usename, coalesce(nullif(a.application_name, ''), a.backend_type), a.state,"
            + " (extract(epoch from clock_timestamp() - a.xact_start) * 1000)::bigint";

    /** The rows of a query for the process's number and {@link #COLUMNS}. */
    static List<LockHolder> read(ResultSet rows) throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        while (rows.next()) {
            long millis = rows.getLong(5);
            Optional<Duration> since = rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
            holders.add(new LockHolder(
                    rows.getInt(1),
                    Optional.ofNullable(rows.getString(2)),
                    Optional.ofNullable(rows.getString(3)),
                    Optional.ofNullable(rows.getString(4)),
                    since));
        }
        return List.copyOf(holders);
    }

    /** {@code server process 4711 (user app, application "psql", idle in transaction, for 12 s)}. */
    @Override
    public String toString() {
        if (pid == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        StringJoiner text = new StringJoiner(", ", " (", ")").setEmptyValue("");
        user.ifPresent(name -> text.add("user " + name));
        application.ifPresent(name -> text.add("application \"" + name + "\""));
        state.ifPresent(text::add);
        since.ifPresent(time -> text.add("for " + readable(time)));
        return "server process " + pid + text;
    }

    static String readable(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 1 ? duration.toMillis() + " ms" : seconds + " s";
    }
}
