package io.evolua.web.schema;

import io.evolua.persistence.AppliedRevisions;
import io.evolua.persistence.EvoluaDataSource;
import io.evolua.persistence.StoredTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks the database what it has, for whoever looks, but once in a while only: however many look, the database has no work
 * with it. Asked on a connection of its own that gives up soon, as readiness is.
 */
@ApplicationScoped
public class SchemaWatch {

    private static final Logger LOG = Logger.getLogger(SchemaWatch.class.getName());
    private static final int SECONDS = 2;
    private static final long FRESH = Duration.ofSeconds(SECONDS).toNanos();

    private Optional<StoredSchema> seen = Optional.empty();
    private long until;
    private boolean asked;

    /** What the database has, or had within the last seconds; nothing if it does not say. */
    public synchronized Optional<StoredSchema> look() {
        if (!asked || System.nanoTime() - until >= 0) {
            seen = ask();
            asked = true;
            until = System.nanoTime() + FRESH;
        }
        return seen;
    }

    private static Optional<StoredSchema> ask() {
        try {
            EvoluaDataSource source = EvoluaDataSource.impatient(SECONDS);
            return Optional.of(new StoredSchema(AppliedRevisions.read(source), StoredTables.read(source)));
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the database cannot be asked for its schema", e);
            return Optional.empty();
        }
    }
}
