package io.evolua.web.health;

import io.evolua.persistence.AppliedRevisions;
import io.evolua.persistence.EvoluaDataSource;
import io.evolua.web.schema.KnownRevisions;
import io.evolua.web.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ready means: the database answers, and its schema is the one this WAR was built for. Asked on a connection of its own
 * that gives up soon, so that neither a full pool nor a silent host keeps the answer waiting.
 */
@ApplicationScoped
public class SchemaCheck implements Check {

    static final String SETTING = "evolua.readiness.schema";

    private static final String NAME = "schema";
    private static final Logger LOG = Logger.getLogger(SchemaCheck.class.getName());
    private static final int SECONDS = 2;

    private final Map<String, String> known = KnownRevisions.descriptions();

    @Override
    public Finding call() {
        String policy = new Settings().text(SETTING).orElse(SchemaPolicy.EXACT.text());
        try {
            SchemaState state = SchemaState.of(known, AppliedRevisions.read(EvoluaDataSource.impatient(SECONDS)));
            boolean ready = state.satisfies(SchemaPolicy.parse(policy));
            Map<String, String> data = new LinkedHashMap<>();
            data.put("revision", head(known));
            data.put("policy", policy);
            if (!ready) {
                data.put("reason", state.reason());
            }
            return new Finding(NAME, ready, data);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "not ready: the database cannot be asked for its revision", e);
            return down("the database cannot be asked for its revision (SQLSTATE " + e.getSQLState()
                    + "); the log has the details");
        } catch (IllegalArgumentException e) {
            return down(String.valueOf(e.getMessage()));
        }
    }

    private static Finding down(String reason) {
        return new Finding(NAME, false, Map.of("reason", reason));
    }

    private static String head(Map<String, String> revisions) {
        return revisions.keySet().stream().reduce((first, second) -> second).orElse("base");
    }
}
