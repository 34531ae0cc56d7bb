package io.evolua.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Which revisions the database has, by its own history ({@code flyway_schema_history}). The history only ever grows: a
 * version is applied if its newest row says that it succeeded and is not a downgrade, which is a row of type
 * {@code DELETE}.
 */
public final class AppliedRevisions {

    /**
     * A table that is not there is a history without rows, not an error. Baselines count as applied; repeatable scripts
     * have no version.
     */
    private static final String EXISTS = "select to_regclass('flyway_schema_history') is not null";

    private static final String APPLIED = """
            select version, description from (
                select distinct on (version) version, description, type, success, installed_rank
                from flyway_schema_history
                where version is not null
                order by version, installed_rank desc) newest
            where success and type <> 'DELETE'
            order by installed_rank""";

    private AppliedRevisions() {}

    /**
     * Reads the history on a connection of its own.
     *
     * @return descriptions by version, in the order in which they were applied
     * @throws SQLException when the database cannot be reached or the history cannot be read
     */
    public static Map<String, String> read(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, String> applied = new LinkedHashMap<>();
            if (!exists(statement)) {
                return applied;
            }
            try (ResultSet rows = statement.executeQuery(APPLIED)) {
                while (rows.next()) {
                    applied.put(rows.getString("version"), rows.getString("description"));
                }
            }
            return applied;
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery(EXISTS)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
