package io.evolua.web.health;

import io.evolua.web.metrics.Gauge;
import io.evolua.web.metrics.Measured;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Whether the database is at the WAR's revision, for those who watch numbers; it is asked when they ask. */
@Dependent
public class SchemaGauges implements Measured {

    private final SchemaCheck schema;

    @Inject
    SchemaGauges(SchemaCheck schema) {
        this.schema = schema;
    }

    @Override
    public List<Gauge> gauges() {
        return List.of(new Gauge("schema_ready", Map.of(), () -> schema.call().up() ? 1 : 0));
    }
}
