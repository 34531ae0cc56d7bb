package io.evolua.web.microprofile;

import io.evolua.web.health.ProcessCheck;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the process lives. */
@Liveness
@Dependent
public class ProcessLiveness implements HealthCheck {

    private final ProcessCheck check;

    @Inject
    ProcessLiveness(ProcessCheck check) {
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        return Responses.of(check.call());
    }
}
