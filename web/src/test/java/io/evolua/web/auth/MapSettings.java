package io.evolua.web.auth;

import io.evolua.web.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings by name. */
final class MapSettings {

    private MapSettings() {}

    /** Names and values in turn. */
    static Settings of(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(name -> Optional.ofNullable(values.get(name)));
    }
}
