package io.evolua.web.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A number that is looked up when somebody asks.
 *
 * @param tags by name, in the order in which they are told
 */
public record Gauge(String name, Map<String, String> tags, Supplier<? extends Number> value) {

    /** Keeps the order. */
    public Gauge {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
