package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's history table.
 *
 * @param schema where it is
 * @param name its name, as stored
 */
public record HistoryTable(String schema, String name) {

    public static final String DEFAULT_NAME = "flyway_schema_history";

    /** The schema that a database has unless somebody decided otherwise. */
    public static final String USUAL_SCHEMA = "public";

    /** Flyway's {@code PostgreSQLAdvisoryLockTemplate.LOCK_MAGIC_NUM}. */
    private static final long LOCK_BASE = 77431708279161L;

    private static final String UNDEFINED_TABLE = "42P01";

    /**
     * Finds out where the table is or would be.
     *
     * @param wanted {@code name} or {@code schema.name}; without a schema it is the connection's current one
     * @throws RefusedException if there is no current schema
     */
    public static HistoryTable on(Connection connection, String wanted) throws SQLException {
        int dot = requireName(wanted);
        return new HistoryTable(
                dot > 0 ? wanted.substring(0, dot) : currentSchema(connection), wanted.substring(dot + 1));
    }

    /**
     * Where the table is taken to be when there is no connection to ask: without a schema, in {@value #USUAL_SCHEMA}.
     *
     * @param wanted {@code name} or {@code schema.name}
     */
    public static HistoryTable offline(String wanted) {
        int dot = requireName(wanted);
        return new HistoryTable(dot > 0 ? wanted.substring(0, dot) : USUAL_SCHEMA, wanted.substring(dot + 1));
    }

    /** Where the dot is, or -1. */
    private static int requireName(String wanted) {
        int dot = wanted.indexOf('.');
        String name = wanted.substring(dot + 1);
        if (name.isBlank() || dot == 0 || name.indexOf('.') >= 0) {
            throw new UsageException(
                    "\"" + wanted + "\" cannot be the history table: write it as name or schema.name.");
        }
        return dot;
    }

    private static String currentSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select current_schema(), current_setting('search_path')")) {
            result.next();
            String schema = result.getString(1);
            if (schema == null) {
                throw new RefusedException("No schema of the search path (" + result.getString(2)
                        + ") exists. Create one, or set currentSchema in the database URL.");
            }
            return schema;
        }
    }

    /** Reads all rows, in one query; nothing if there is no such table. */
    public AppliedRevisions read(Connection connection) throws SQLException {
        String sql = "select installed_rank, version, description, type, script, checksum, installed_by, installed_on,"
                + " execution_time, success from " + quoted() + " order by installed_rank";
        List<AppliedRevision> rows = new ArrayList<>();
        List<RepeatableRow> repeatable = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                String version = result.getString(2);
                if (version == null) {
                    repeatable.add(repeatable(result));
                } else {
                    rows.add(row(result, version));
                }
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return AppliedRevisions.of(List.of());
            }
            throw e;
        }
        return AppliedRevisions.of(rows, repeatable);
    }

    private static RepeatableRow repeatable(ResultSet result) throws SQLException {
        return new RepeatableRow(
                result.getInt(1),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                checksum(result),
                result.getString(7),
                result.getObject(8, LocalDateTime.class),
                result.getBoolean(10));
    }

    private static @Nullable Integer checksum(ResultSet result) throws SQLException {
        int checksum = result.getInt(6);
        return result.wasNull() ? null : Integer.valueOf(checksum);
    }

    private AppliedRevision row(ResultSet result, String version) throws SQLException {
        if (!RevisionId.isValid(version)) {
            throw new RefusedException("Row " + result.getInt(1) + " of " + this + " holds the version \"" + version
                    + "\", which is not one of Flyway's. Is it really a history table?");
        }
        return new AppliedRevision(
                result.getInt(1),
                RevisionId.of(version),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                checksum(result),
                result.getString(7),
                result.getObject(8, LocalDateTime.class),
                result.getInt(9),
                result.getBoolean(10));
    }

    /** Creates the table, exactly as Flyway 13 does, unless it is there. */
    void createIfMissing(Connection connection) throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement("select to_regclass(?)")) {
            exists.setString(1, quoted());
            try (ResultSet result = exists.executeQuery()) {
                result.next();
                if (result.getString(1) != null) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(createSql());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new RefusedException(
                    "The history table " + this + " cannot be created: " + ServerError.of(e) + ".", e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    String createSql() {
        return """
                create table %1$s (
                    installed_rank int not null,
                    version varchar(50),
                    description varchar(200) not null,
                    type varchar(20) not null,
                    script varchar(1000) not null,
                    checksum integer,
                    installed_by varchar(100) not null,
                    installed_on timestamp not null default now(),
                    execution_time integer not null,
                    success boolean not null
                );
                alter table %1$s add constraint %2$s primary key (installed_rank);
                create index %3$s on %1$s (success);
                """.formatted(quoted(), quote(name + "_pk"), quote(name + "_s_idx"));
    }

    /** The insertion of a row, with parameters version, description, type, script, checksum and milliseconds. */
    String insertSql() {
        return insertSql("?, ?, ?, ?, ?", "?");
    }

    /**
     * The insertion of a row as a statement of its own.
     *
     * @param milliseconds an expression for how long it took
     */
    String insertSql(Row row, String milliseconds) {
        RevisionId id = row.id();
        return insertSql(
                String.join(
                        ", ",
                        id == null ? "null" : OfflineText.literal(id.toString()),
                        OfflineText.literal(abbreviated(row.description())),
                        OfflineText.literal(row.type()),
                        OfflineText.literal(row.script()),
                        String.valueOf(row.checksum())),
                milliseconds);
    }

    private String insertSql(String values, String milliseconds) {
        return "insert into " + quoted()
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                + " values ((select coalesce(max(installed_rank), 0) + 1 from " + quoted() + "), " + values
                + ", current_user, " + milliseconds + ", true)";
    }

    /** As {@link #insertSql(Row, String)}, of a script that is not finished. */
    String beginSql(Row row, String milliseconds) {
        return insertSql(row, milliseconds).replaceFirst("true\\)$", "false)");
    }

    /** Makes the row of an unfinished script that of a finished one; ends where the version is to follow. */
    String finishSql(Row row) {
        return "update " + quoted() + " set type = " + OfflineText.literal(row.type()) + ", script = "
                + OfflineText.literal(row.script()) + ", checksum = " + row.checksum()
                + ", execution_time = " + row.milliseconds() + ", success = true where version = ";
    }

    /** As {@link #insertSql()}, of a script that is not finished; returns the row's rank. */
    String beginSql() {
        return insertSql().replaceFirst("true\\)$", "false)") + " returning installed_rank";
    }

    /** Records how far an unfinished script came, with parameters execution time and rank. */
    String markSql() {
        return "update " + quoted() + " set execution_time = ? where installed_rank = ? and not success";
    }

    /** Makes the row of an unfinished script that of a finished one, with parameters type, script, checksum, time, rank. */
    String finishSql() {
        return "update " + quoted()
                + " set type = ?, script = ?, checksum = ?, execution_time = ?, success = true where installed_rank = ?";
    }

    /** Removes the row of what failed or is not finished, with its rank as the parameter. */
    String removeSql() {
        return "delete from " + quoted() + " where installed_rank = ? and not success";
    }

    /** Forgets every version; repeatable scripts and Flyway's own notes, which have none, stay. */
    String purgeSql() {
        return "delete from " + quoted() + " where version is not null";
    }

    /** Makes a row say what another script says, with parameters description, script, checksum and rank. */
    String realignSql() {
        return "update " + quoted() + " set description = ?, script = ?, checksum = ? where installed_rank = ?";
    }

    static void setRealigned(
            PreparedStatement update, String description, Script script, @Nullable Integer checksum, int rank)
            throws SQLException {
        update.setString(1, abbreviated(description));
        update.setString(2, script.name());
        update.setObject(3, checksum, Types.INTEGER);
        update.setInt(4, rank);
    }

    static void setRow(PreparedStatement insert, Row row) throws SQLException {
        insert.setString(1, row.id() == null ? null : row.id().toString());
        insert.setString(2, abbreviated(row.description()));
        insert.setString(3, row.type());
        insert.setString(4, row.script());
        if (row.checksum() == null) {
            insert.setNull(5, Types.INTEGER);
        } else {
            insert.setInt(5, row.checksum());
        }
        insert.setInt(6, row.milliseconds());
    }

    /** Flyway's {@code AbbreviationUtils.abbreviateDescription}. */
    static String abbreviated(String description) {
        return description.length() <= 200 ? description : description.substring(0, 197) + "...";
    }

    /** A row to write; without a version for a repeatable script. */
    record Row(
            @Nullable RevisionId id,
            String description,
            String type,
            String script,
            @Nullable Integer checksum,
            int milliseconds) {

        /** That a script is no longer applied, with the words of the row that says that it is. */
        static Row takingBack(HistoryRow row, int milliseconds) {
            return new Row(
                    row.version().orElse(null),
                    row.description(),
                    Direction.TAKEN_BACK,
                    row.script(),
                    row.checksum(),
                    milliseconds);
        }
    }

    /** The key of the advisory lock that Flyway takes for this table. */
    long lockKey() {
        return LOCK_BASE + quoted().hashCode();
    }

    String quoted() {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** For messages. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
