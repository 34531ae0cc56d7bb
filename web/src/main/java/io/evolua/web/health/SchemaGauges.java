package io.evolua.web.health;

import io.evolua.web.metrics.Gauge;
import io.evolua.web.metrics.Measured;
import io.evolua.web.schema.KnownRevisions;
import io.evolua.web.schema.SchemaWatch;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Whether the database is at the WAR's revision, for those who watch numbers; it is asked when they ask. */
@Dependent
public class SchemaGauges implements Measured {

    private static final String REVISION = "schema_revision";

    private final SchemaCheck schema;
    private final SchemaWatch watch;

    @Inject
    SchemaGauges(SchemaCheck schema, SchemaWatch watch) {
        this.schema = schema;
        this.watch = watch;
    }

    @Override
    public List<Gauge> gauges() {
        double known = newest(KnownRevisions.descriptions());
        return List.of(
                new Gauge("schema_ready", Map.of(), () -> schema.call().up() ? 1 : 0),
                new Gauge(REVISION, Map.of("of", "war"), () -> known),
                new Gauge(REVISION, Map.of("of", "database"), () -> watch.look()
                        .map(stored -> newest(stored.applied()))
                        .orElse(Double.NaN)));
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
}
