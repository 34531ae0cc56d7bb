package io.evolua.engine.safety;

import io.evolua.engine.RefusedException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.PlannedStep;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.sql.SqlWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL did when the statements were run on empty copies of the tables, in a transaction that was rolled back:
 * which tables it wrote anew and which it read, seen by their files and its own counters. Whether a type is changed
 * without touching the rows no word of a statement tells. Locks cannot be seen so: whoever makes a table holds the
 * strongest one on it until the end.
 */
public final class Measured {

    private record Trace(boolean rewritten, boolean read) {}

    private final IdentityHashMap<SqlStatement, Map<String, Trace>> traces = new IdentityHashMap<>();
    private Optional<String> reason = Optional.empty();

    private Measured() {}

    /** Nothing, so that words must do. */
    public static Measured nothing() {
        return new Measured();
    }

    /**
     * Runs the statements as far as they run.
     *
     * @param connection in autocommit mode
     */
    public static Measured of(Connection connection, List<PlannedStep> steps) throws SQLException {
        Measured measured = new Measured();
        Schema live = CatalogReader.read(connection, Scope.defaultSchema().with(schemas(connection)));
        List<Change> copies = SchemaDiff.between(Schema.empty(), live);
        try (Scratch scratch = Scratch.open(connection)) {
            scratch.run(
                    "a copy of what is there",
                    copies.stream()
                            .flatMap(change -> SqlWriter.statements(change).stream())
                            .toList());
            for (PlannedStep step : steps) {
                if (step.script().java().isPresent()) {
                    measured.reason =
                            Optional.of("What " + step.script().name() + " does is not known before it runs.");
                    break;
                }
                Map<String, State> before = new HashMap<>();
                scratch.run(step.script(), statement -> before.putAll(before(connection, statement)), statement -> {
                    measured.after(connection, statement, before);
                    before.clear();
                });
            }
        } catch (RefusedException e) {
            measured.reason = Optional.of(String.valueOf(e.getMessage()));
        }
        return measured;
    }

    /** Why not all was measured. */
    public Optional<String> reason() {
        return reason;
    }

    Touch corrected(SqlStatement statement, Touch touch) {
        Trace trace = traces.getOrDefault(statement, Map.of()).get(touch.table());
        if (trace == null) {
            return touch;
        }
        if (trace.rewritten()) {
            return touch.with(Work.REWRITE);
        }
        if (trace.read()) {
            return touch.with(touch.work() == Work.INDEX ? Work.INDEX : Work.SCAN);
        }
        // Foreign keys are checked by a query, which does not look for what an empty table refers to.
        return touch.lock() == LockMode.ACCESS_EXCLUSIVE ? touch.with(Work.METADATA) : touch;
    }

    private static boolean alters(SqlStatement statement) {
        return statement.text().toLowerCase(Locale.ROOT).startsWith("alter table");
    }

    /** A table before a statement. */
    private record State(long id, long file, long scans) {}

    private static Map<String, State> before(Connection connection, SqlStatement statement) throws SQLException {
        Map<String, State> states = new HashMap<>();
        if (alters(statement)) {
            for (Touch touch : Effects.of(statement.text()).touches()) {
                Optional<Long> id = facts(connection, "select to_regclass(?)::oid::bigint", touch.table());
                if (id.isPresent()) {
                    states.put(
                            touch.table(),
                            new State(id.get(), file(connection, id.get()), scans(connection, id.get())));
                }
            }
        }
        return states;
    }

    private void after(Connection connection, SqlStatement statement, Map<String, State> before) throws SQLException {
        Map<String, Trace> found = new HashMap<>();
        for (Map.Entry<String, State> table : before.entrySet()) {
            State state = table.getValue();
            found.put(
                    table.getKey(),
                    new Trace(
                            state.file() != file(connection, state.id()),
                            state.scans() != scans(connection, state.id())));
        }
        traces.put(statement, found);
    }

    private static long file(Connection connection, long id) throws SQLException {
        return facts(connection, "select pg_relation_filenode(?::oid)::bigint", String.valueOf(id))
                .orElse(0L);
    }

    private static long scans(Connection connection, long id) throws SQLException {
        return facts(connection, "select pg_stat_get_xact_numscans(?::oid)", String.valueOf(id))
                .orElse(0L);
    }

    private static Optional<Long> facts(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long value = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(value);
            }
        }
    }

    private static Set<String> schemas(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return new TreeSet<>(names);
    }
}
