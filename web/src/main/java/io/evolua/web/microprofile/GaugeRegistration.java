package io.evolua.web.microprofile;

import io.evolua.web.metrics.Gauge;
import io.evolua.web.metrics.Measured;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The service's numbers beside the server's own. */
@ApplicationScoped
public class GaugeRegistration {

    void register(
            @Observes @Initialized(ApplicationScoped.class) Object event,
            MetricRegistry registry,
            @Any Instance<Measured> measured) {
        for (Measured one : measured) {
            for (Gauge gauge : one.gauges()) {
                registry.gauge(gauge.name(), gauge.value(), tags(gauge));
            }
        }
    }

    private static Tag[] tags(Gauge gauge) {
        return gauge.tags().entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toArray(Tag[]::new);
    }
}
