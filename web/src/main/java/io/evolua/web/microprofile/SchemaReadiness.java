package io.evolua.web.microprofile;

import io.evolua.web.health.SchemaCheck;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the schema is the one that is expected. */
@Readiness
@Dependent
public class SchemaReadiness implements HealthCheck {

    private final SchemaCheck check;

    @Inject
    SchemaReadiness(SchemaCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        return Responses.of(check.call());
    }
}
