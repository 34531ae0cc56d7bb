package io.evolua.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BasicColumnsTest {

    enum Color {
        RED,
        GREEN
    }

    record Money(long cents) {}

    @Converter
    public static class MoneyConverter implements AttributeConverter<Money, Long> {
        @Override
        public @Nullable Long convertToDatabaseColumn(@Nullable Money money) {
            return money == null ? null : money.cents();
        }

        @Override
        public @Nullable Money convertToEntityAttribute(@Nullable Long cents) {
            return cents == null ? null : new Money(cents);
        }
    }

    @Entity(name = "Everything")
    public static class Everything {
        @Nullable
        String text;

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Column(length = 50, nullable = false)
        String limited = "limited";

        @Column(length = Integer.MAX_VALUE)
        @Nullable
        String unlimited;

        boolean primitiveBoolean;

        @Nullable
        Boolean bool;

        byte primitiveByte;
        short primitiveShort;
        int primitiveInt;
        long primitiveLong;
        float primitiveFloat;
        double primitiveDouble;
        char primitiveChar = 'x';

        @Nullable
        Byte byteObject;

        @Nullable
        Short shortObject;

        @Nullable
        Integer integer;

        @Nullable
        Long longObject;

        @Nullable
        Float floatObject;

        @Nullable
        Double doubleObject;

        @Nullable
        Character character;

        @Nullable
        BigDecimal decimal;

        @Column(precision = 12, scale = 2)
        @Nullable
        BigDecimal price;

        @Nullable
        BigInteger big;

        @Nullable
        UUID uuid;

        byte @Nullable [] bytes;

        @Lob
        byte @Nullable [] blob;

        @Lob
        @Nullable
        String clob;

        @Enumerated(EnumType.STRING)
        @Column(length = 10)
        @Nullable
        Color color;

        @Enumerated
        @Nullable
        Color ordinal;

        @Convert(converter = MoneyConverter.class)
        @Nullable
        Money money;

        @Temporal(TemporalType.DATE)
        @Nullable
        Date day;

        @Temporal(TemporalType.TIME)
        @Nullable
        Date hour;

        @Temporal(TemporalType.TIMESTAMP)
        @Nullable
        Calendar moment;

        @Nullable
        LocalDate localDate;

        @Nullable
        LocalTime wallTime;

        @Nullable
        LocalDateTime localDateTime;

        @Nullable
        OffsetTime offsetTime;

        @Nullable
        OffsetDateTime offsetDateTime;

        @Nullable
        ZonedDateTime zoned;

        @Nullable
        Instant instant;

        @Basic(optional = false)
        Integer mandatory = 1;

        @Version
        @Nullable
        Integer version;
    }

    @Test
    void every_type() {
        assertThat(TestUnit.tableOf("everything", Everything.class, MoneyConverter.class))
                .isEqualTo("");
    }

    @Test
    void eclipselink_writes_and_reads_every_type() {
        OffsetDateTime now = OffsetDateTime.parse("2026-01-02T03:04:05.678901Z");
        try (TestUnit unit = TestUnit.of(Everything.class, MoneyConverter.class);
                TestDatabase database = TestDatabase.create()) {
            unit.run(
                    database,
                    entities -> {
                        Everything e = new Everything();
                        e.text = "text";
                        e.offsetDateTime = now;
                        e.color = Color.GREEN;
                        e.ordinal = Color.GREEN;
                        e.money = new Money(100);
                        e.uuid = UUID.fromString("00000000-0000-0000-0000-000000000001");
                        e.bytes = new byte[] {1};
                        e.blob = new byte[] {2};
                        e.clob = "clob";
                        e.price = new BigDecimal("1.25");
                        e.big = BigInteger.TEN;
                        e.decimal = new BigDecimal("1.23456789");
                        e.localDate = LocalDate.EPOCH;
                        e.wallTime = LocalTime.NOON;
                        e.localDateTime = now.toLocalDateTime();
                        e.offsetTime = now.toOffsetTime().withNano(0);
                        entities.persist(e);
                    },
                    entities -> {
                        Everything e = entities.createQuery(
                                        "select e from Everything e", Everything.class)
                                .getSingleResult();
                        assertThat(e.offsetDateTime).isEqualTo(now);
                    });
        }
    }
}
