package io.evolua.web.health;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How exactly the database must be where the WAR expects it: the setting {@code evolua.readiness.schema}. */
enum SchemaPolicy {
    /** At the WAR's revision, neither behind nor ahead. */
    EXACT,
    /** At the WAR's revision or ahead of it, for rolling upgrades in which old instances serve on. */
    AT_LEAST;

    static SchemaPolicy parse(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(SchemaCheck.SETTING + " is “" + text
                        + "”, which is none of "
                        + Arrays.stream(values()).map(SchemaPolicy::text).collect(Collectors.joining(", "))));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
