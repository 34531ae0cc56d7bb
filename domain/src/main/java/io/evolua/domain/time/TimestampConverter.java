package io.evolua.domain.time;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the microseconds of a {@code timestamptz}, and says every time in UTC. Without it EclipseLink 4.0.7 reads an
 * {@code OffsetDateTime} by way of a {@code Calendar}, which ends at milliseconds.
 */
@Converter(autoApply = true)
public class TimestampConverter implements AttributeConverter<@Nullable OffsetDateTime, @Nullable Timestamp> {

    @Override
    public @Nullable Timestamp convertToDatabaseColumn(@Nullable OffsetDateTime time) {
        return time == null ? null : Timestamp.from(time.toInstant());
    }

    @Override
    public @Nullable OffsetDateTime convertToEntityAttribute(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant().atOffset(ZoneOffset.UTC);
    }
}
