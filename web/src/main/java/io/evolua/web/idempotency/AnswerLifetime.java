package io.evolua.web.idempotency;

import io.evolua.web.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** How long answers are kept, by the setting {@code evolua.idempotency.hours}. */
@ApplicationScoped
public class AnswerLifetime {

    private final Duration value;

    /** @throws IllegalStateException when the setting makes no sense */
    AnswerLifetime() {
        this.value = Duration.ofHours(new Settings().number("evolua.idempotency.hours", 24, 1, 24 * 365));
    }

    /** What makes no sense is said when the service starts. */
    void readAtStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // The constructor has read the setting.
    }

    Duration value() {
        return value;
    }
}
