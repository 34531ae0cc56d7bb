package io.evolua.cli;

import io.evolua.engine.UsageException;
import java.time.Duration;
import java.util.Map;

/** Durations as PostgreSQL's settings write them: {@code 500ms}, {@code 30s}, {@code 5min}, {@code 1h}, {@code 0}. */
final class Durations {

    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);

    private Durations() {}

    /** @throws UsageException if the text is no such duration, naming the setting */
    static Duration parse(Setting setting, String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = MILLISECONDS.get(text.substring(digits).strip());
        if (digits == 0 || digits > 9 || unit == null) {
            throw new UsageException("--" + setting.key() + " " + text
                    + " is no duration. Write a number with its unit, as in 500ms, 30s, 5min or 1h.");
        }
        return Duration.ofMillis(Long.parseLong(text.substring(0, digits)) * unit);
    }
}
