package io.evolua.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Whether the database is at the WAR's revision, for those who watch numbers; it is asked when they ask. */
@ApplicationScoped
public class SchemaGauges {

    void register(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            MetricRegistry registry,
            @Readiness SchemaReadiness readiness) {
        registry.gauge("schema_ready", () -> isUp(readiness) ? 1 : 0);
    }

    private static boolean isUp(SchemaReadiness readiness) {
        return readiness.call().getStatus() == HealthCheckResponse.Status.UP;
    }
}
