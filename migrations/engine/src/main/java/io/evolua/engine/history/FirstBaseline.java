package io.evolua.engine.history;

import io.evolua.engine.UsageException;
import io.evolua.engine.revision.RevisionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Flyway's {@code baselineOnMigrate}: where there is no history table and the schema holds something, the history begins
 * with a baseline.
 *
 * @param version the newest that such a database is taken to hold
 * @param description what the history says about it
 */
public record FirstBaseline(RevisionId version, String description) {

    /** Flyway's own words. */
    public static final String DESCRIPTION = "<< Flyway Baseline >>";

    /** Flyway's own version. */
    public static final String VERSION = "1";

    static final String TYPE = "BASELINE";

    /** Neither what belongs to extensions, nor types that PostgreSQL itself makes for tables and for arrays. */
    private static final String HOLDS = """
            select bool_or(
                exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
                or exists (select from pg_type t where t.typnamespace = n.oid and t.typcategory not in ('A', 'C')
                        and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e'))
                or exists (select from pg_proc p where p.pronamespace = n.oid
                        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')))
                and to_regclass(?) is null
            from pg_namespace n where n.nspname in (?, current_schema())""";

    /**
     * Reads a version as Flyway has them.
     *
     * @throws UsageException if it is none
     */
    public static FirstBaseline of(String version, String description) {
        if (!RevisionId.isValid(version)) {
            throw new UsageException(
                    "\"" + version + "\" is no version: write numbers joined by dots, as in 1.2 or 20260101120000.");
        }
        return new FirstBaseline(RevisionId.of(version), description);
    }

    /** Whether the history that is yet to be would begin with it. */
    public boolean applies(Connection connection, HistoryTable table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLDS)) {
            query.setString(1, table.quoted());
            query.setString(2, table.schema());
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** The history as it will be. */
    public AppliedRevisions history() {
        return AppliedRevisions.of(List.of(
                new AppliedRevision(1, version, description, TYPE, description, null, "", LocalDateTime.MIN, 0, true)));
    }
}
