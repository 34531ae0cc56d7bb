package io.evolua.web.microprofile;

import io.evolua.web.health.ShutdownCheck;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the service goes on. */
@Readiness
@Dependent
public class ShutdownReadiness implements HealthCheck {

    private final ShutdownCheck check;

    @Inject
    ShutdownReadiness(ShutdownCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        return Responses.of(check.call());
    }
}
