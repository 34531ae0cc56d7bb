package io.evolua.web.health;

import io.evolua.web.edge.Shutdown;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What is about to end gets no new requests. */
@Dependent
public class ShutdownCheck implements Check {

    private final Shutdown shutdown;

    @Inject
    ShutdownCheck(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    @Override
    public Finding call() {
        return Finding.of("shutdown", !shutdown.isUnderWay());
    }
}
