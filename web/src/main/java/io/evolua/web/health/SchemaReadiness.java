package io.evolua.web.health;

import io.evolua.persistence.AppliedRevisions;
import io.evolua.persistence.EvoluaDataSource;
import io.evolua.web.schema.KnownRevisions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the database answers, and its schema is the one this WAR was built for. Asked on a connection of its own
 * that gives up soon, so that neither a full pool nor a silent host keeps the answer waiting.
 */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements HealthCheck {

    static final String SETTING = "evolua.readiness.schema";

    private static final Logger LOG = Logger.getLogger(SchemaReadiness.class.getName());
    private static final int SECONDS = 2;

    private final Map<String, String> known = KnownRevisions.descriptions();

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("schema");
        String policy = ConfigProvider.getConfig()
                .getOptionalValue(SETTING, String.class)
                .orElse(SchemaPolicy.EXACT.text());
        try {
            SchemaState state = SchemaState.of(known, AppliedRevisions.read(EvoluaDataSource.impatient(SECONDS)));
            boolean ready = state.satisfies(SchemaPolicy.parse(policy));
            response.withData("revision", head(known));
            response.withData("policy", policy);
            return ready
                    ? response.up().build()
                    : response.withData("reason", state.reason()).down().build();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "not ready: the database cannot be asked for its revision", e);
            return response.withData(
                            "reason",
                            "the database cannot be asked for its revision (SQLSTATE " + e.getSQLState()
                                    + "); the log has the details")
                    .down()
                    .build();
        } catch (IllegalArgumentException e) {
            return response.withData("reason", String.valueOf(e.getMessage()))
                    .down()
                    .build();
        }
    }

    private static String head(Map<String, String> revisions) {
        return revisions.keySet().stream().reduce((first, second) -> second).orElse("base");
    }
}
