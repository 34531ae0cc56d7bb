package io.evolua.engine.revision;

import io.evolua.engine.UsageException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** Time zones by their names. */
public final class TimeZones {

    private TimeZones() {}

    /**
     * Looks a name up as it is written, then in upper case ({@code utc}).
     *
     * @param name of the time zone database, as in {@code Europe/Berlin}, or an offset, as in {@code +02:00}
     * @throws UsageException if there is no such zone, with the nearest
     */
    public static ZoneId of(String name) {
        return find(name)
                .or(() -> find(name.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new UsageException("There is no time zone \"" + name + "\"."
                        + Candidates.didYouMean(name, ZoneId.getAvailableZoneIds())
                        + " Write it as in Europe/Berlin, UTC or +02:00."));
    }

    private static Optional<ZoneId> find(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
