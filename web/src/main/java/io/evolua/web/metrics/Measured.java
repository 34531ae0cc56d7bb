package io.evolua.web.metrics;

import java.util.List;

/** Has numbers for those who watch the service. */
public interface Measured {

    /** All of them, those with the same name one after the other. */
    List<Gauge> gauges();
}
