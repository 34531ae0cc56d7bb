package io.evolua.web.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a check has found.
 *
 * @param data what explains it, in the order in which it is told
 */
public record Finding(String name, boolean up, Map<String, String> data) {

    /** Keeps the order. */
    public Finding {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** A finding that explains itself. */
    static Finding of(String name, boolean up) {
        return new Finding(name, up, Map.of());
    }
}
