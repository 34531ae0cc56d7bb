package io.evolua.engine.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database knows of the tables that statements name, without looking at their rows. */
final class TableFacts {

    private static final Pattern RENAME =
            Effects.pattern("\\s*alter\\s+table\\s+(?:if\\s+exists\\s+)?NAME\\s+rename\\s+to\\s+(PART)\\s*");

    private final Connection connection;

    /** Names that scripts before gave, and the names that the tables have now. */
    private final Map<String, String> renamed = new HashMap<>();

    TableFacts(Connection connection) {
        this.connection = connection;
    }

    /**
     * A table's size.
     *
     * @param rows the planner's estimate; empty if the table was never analyzed
     * @param bytes with indexes and what is stored beside it; of a partitioned table that of all partitions
     */
    record Size(OptionalLong rows, long bytes) {}

    /** Empty if there is no such table, which a script that runs before makes. */
    Optional<Size> size(String table) throws SQLException {
        String query = """
                with part as (
                    select c.oid, c.reltuples from pg_class c
                    where c.oid = to_regclass(?) and c.relkind <> 'p'
                    union all
                    select c.oid, c.reltuples from pg_partition_tree(to_regclass(?)) p
                    join pg_class c on c.oid = p.relid
                    where p.isleaf and c.oid <> to_regclass(?)
                )
                select sum(reltuples)::bigint, bool_or(reltuples < 0), coalesce(sum(pg_total_relation_size(oid)), 0)
                from part having to_regclass(?) is not null""";
        String name = now(table);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 1; i <= 4; i++) {
                statement.setString(i, name);
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long rows = row.getLong(1);
                boolean known = !row.wasNull() && !row.getBoolean(2);
                return Optional.of(new Size(known ? OptionalLong.of(rows) : OptionalLong.empty(), row.getLong(3)));
            }
        }
    }

    /** With the tables that the statement touches and does not name. */
    List<Touch> resolved(Effect effect) throws SQLException {
        List<Touch> touches = new ArrayList<>(effect.touches());
        if (effect.index().isPresent()) {
            Touch index = effect.index().get();
            for (String table : strings(
                    "select indrelid::regclass from pg_index where indexrelid = to_regclass(?)", index.table())) {
                touches.add(new Touch(table, index.lock(), index.work()));
            }
        }
        if (effect.constraint().isPresent() && !touches.isEmpty()) {
            Touch first = touches.get(0);
            boolean dropped = first.lock() == LockMode.ACCESS_EXCLUSIVE;
            for (String table : strings(
                    "select confrelid::regclass from pg_constraint where contype = 'f' and conrelid = to_regclass(?)"
                            + " and conname = ?",
                    now(first.table()),
                    plain(effect.constraint().get()))) {
                touches.add(new Touch(
                        table,
                        dropped ? LockMode.ACCESS_EXCLUSIVE : LockMode.ROW_SHARE,
                        dropped ? Work.METADATA : Work.SCAN));
            }
        }
        return new Effect(touches, Optional.empty(), Optional.empty(), Optional.empty()).touches();
    }

    /** What a dropped table refers to is locked like it. */
    List<Touch> referredTo(Touch dropped) throws SQLException {
        List<Touch> touches = new ArrayList<>();
        for (String table : strings(
                "select distinct confrelid::regclass::text from pg_constraint where contype = 'f' and conrelid = to_regclass(?)"
                        + " and confrelid <> conrelid order by 1",
                now(dropped.table()))) {
            touches.add(new Touch(table, LockMode.ACCESS_EXCLUSIVE, Work.METADATA));
        }
        return touches;
    }

    /** Remembers what the statement will have renamed. */
    void ran(String statement) {
        Matcher rename = RENAME.matcher(statement);
        if (rename.matches()) {
            int dot = rename.group(1).lastIndexOf('.');
            String schema = rename.group(1).substring(0, dot + 1);
            renamed.put(schema + rename.group(2), now(rename.group(1)));
        }
    }

    private String now(String table) {
        return renamed.getOrDefault(table, table);
    }

    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }

    private List<String> strings(String query, String... parameters) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
