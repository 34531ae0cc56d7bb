package io.evolua.web.health;

import io.evolua.web.edge.Shutdown;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What is about to end gets no new requests. */
@Readiness
@Dependent
public class ShutdownReadiness implements HealthCheck {

    private final Shutdown shutdown;

    @Inject
    ShutdownReadiness(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("shutdown")
                .status(!shutdown.isUnderWay())
                .build();
    }
}
