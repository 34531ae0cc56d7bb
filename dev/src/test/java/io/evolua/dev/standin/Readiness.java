package io.evolua.dev.standin;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Down with the reason that {@code SERVICE_UNREADY} names. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        String reason = System.getenv("SERVICE_UNREADY");
        return reason == null
                ? HealthCheckResponse.up("stand-in")
                : HealthCheckResponse.named("stand-in")
                        .down()
                        .withData("reason", reason)
                        .build();
    }
}
