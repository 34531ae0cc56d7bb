package io.evolua.web.health;

import io.evolua.web.schema.KnownRevisions;
import io.evolua.web.schema.SchemaWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Whether the database is at the WAR's revision, for those who watch numbers; it is asked when they ask. */
@ApplicationScoped
public class SchemaGauges {

    void register(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            MetricRegistry registry,
            @Readiness SchemaReadiness readiness,
            SchemaWatch watch) {
        registry.gauge("schema_ready", () -> isUp(readiness) ? 1 : 0);
        double known = newest(KnownRevisions.descriptions());
        registry.gauge("schema_revision", () -> known, new Tag("of", "war"));
        registry.gauge(
                "schema_revision",
                () -> watch.look().map(stored -> newest(stored.applied())).orElse(Double.NaN),
                new Tag("of", "database"));
    }

    /** A version is a number that grows; 0 before the first. */
    private static double newest(Map<String, String> revisions) {
        return revisions.keySet().stream()
                .map(version -> version.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToDouble(Double::parseDouble)
                .max()
                .orElse(0);
    }

    private static boolean isUp(SchemaReadiness readiness) {
        return readiness.call().getStatus() == HealthCheckResponse.Status.UP;
    }
}
