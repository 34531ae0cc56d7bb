package io.evolua.web.microprofile;

import io.evolua.web.health.Finding;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Findings in the terms of MicroProfile Health. */
final class Responses {

    private Responses() {}

    static HealthCheckResponse of(Finding finding) {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named(finding.name()).status(finding.up());
        finding.data().forEach(response::withData);
        return response.build();
    }
}
