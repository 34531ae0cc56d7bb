package io.evolua.engine.change;

import static io.evolua.engine.change.TypeChange.NONE;
import static io.evolua.engine.change.TypeChange.by;

import io.evolua.engine.change.SqlType.Family;

/**
 * How values get from one type into another. Each way there has its way back: what the two do to a value that fits both
 * types is nothing. What depends on the session, such as its time zone, is said instead.
 */
final class TypeChanges {

    private static final String UTC = "Times without a zone are taken for UTC.";

    private TypeChanges() {}

    static TypeChange of(SqlType old, SqlType now) {
        if (old.is(Family.ARRAY) || now.is(Family.ARRAY)) {
            return arrays(old, now);
        }
        if (now.is(Family.STRING)) {
            return toString(old, now);
        }
        if (old.is(Family.STRING)) {
            return fromString(now);
        }
        if (old.is(Family.JSON) || now.is(Family.JSON)) {
            return json(old, now);
        }
        if (isNumber(old) && isNumber(now)) {
            return numbers(old, now);
        }
        TypeChange known = others(old, now);
        return old.isTime() && now.isTime() && known.lossless() && now.timePrecision() < old.timePrecision()
                ? known.losing("fractions of a second are rounded")
                : known;
    }

    private static boolean isNumber(SqlType type) {
        return type.is(Family.INTEGER) || type.is(Family.DECIMAL);
    }

    private static TypeChange numbers(SqlType old, SqlType now) {
        if (now.is(Family.INTEGER)) {
            TypeChange checked = NONE.unless("round({c}) not between " + now.range());
            if (old.is(Family.DECIMAL)) {
                return checked.losing("fractions are rounded, and values that {t} cannot hold stop the script");
            }
            return old.rank() < now.rank()
                    ? NONE
                    : NONE.unless("{c} not between " + now.range())
                            .losing("values that {t} cannot hold stop the script");
        }
        if (now.base().equals("numeric")) {
            return toNumeric(old, now);
        }
        boolean exact = old.base().equals("smallint")
                || old.base().equals("real")
                || (old.base().equals("integer") && now.base().equals("double precision"));
        return exact ? NONE : NONE.losing("values with more digits than {t} has are rounded");
    }

    private static TypeChange toNumeric(SqlType old, SqlType now) {
        boolean binary = old.is(Family.DECIMAL) && !old.base().equals("numeric");
        if (now.length().isEmpty()) {
            return binary ? NONE.losing("values are rounded to the digits that decimal notation shows") : NONE;
        }
        int digits = now.integerDigits().orElseThrow();
        boolean fits = old.integerDigits().filter(have -> have <= digits).isPresent();
        boolean rounds =
                binary || (old.is(Family.DECIMAL) && (old.length().isEmpty() || old.scaleOrNone() > now.scaleOrNone()));
        if (fits && !rounds) {
            return NONE;
        }
        String value = old.base().equals("numeric") ? "{c}" : "{c}::numeric";
        return NONE.unless(value + " <> 'NaN' and abs(round(" + value + ", " + now.scaleOrNone() + ")) >= 1e" + digits)
                .losing((rounds
                                ? "values are rounded to " + now.scaleOrNone()
                                        + " digits after the point, and larger ones"
                                : "values")
                        + " than {t} can hold stop the script");
    }

    /** To a string there is an assignment cast from every type, by its output function; it does not cut silently. */
    private static TypeChange toString(SqlType old, SqlType now) {
        if (old.is(Family.BYTEA)) {
            return by("convert_from({c}, 'UTF8')").losing("bytes that are no text in UTF-8 stop the script");
        }
        // Its output function would write it in the session's zone.
        TypeChange plain = old.is(Family.TIMESTAMPTZ) ? by("({c} at time zone 'UTC')::text || '+00'") : NONE;
        if (now.length().isPresent() || now.isBlankPadded()) {
            int length = now.length().orElse(1);
            boolean fits = old.textLength().filter(have -> have <= length).isPresent();
            if (!fits) {
                String text = old.is(Family.STRING) ? "{c}" : "{c}::text";
                plain = plain.unless("char_length(rtrim(" + text + ")) > " + length)
                        .losing("values of more than " + length + (length == 1 ? " character" : " characters")
                                + " stop the script");
            }
        }
        boolean blanks = now.isBlankPadded() && old.is(Family.STRING) && !old.isBlankPadded();
        return blanks && plain.lossless() ? plain.losing("blanks at the end of values are lost") : plain;
    }

    private static TypeChange fromString(SqlType now) {
        if (now.is(Family.BYTEA)) {
            return by("convert_to({c}, 'UTF8')");
        }
        TypeChange cast = by("{c}::{t}")
                .unless("not pg_input_is_valid({c}, {'t'})")
                .losing("values that are no {t} stop the script, and the spelling of the others is lost");
        return now.is(Family.TIMESTAMPTZ) || now.is(Family.TIMETZ)
                ? cast.saying("Times without a zone are taken for the session's.")
                : cast;
    }

    private static TypeChange json(SqlType old, SqlType now) {
        if (old.is(Family.JSON) && now.is(Family.JSON)) {
            TypeChange cast = by("{c}::{t}");
            return now.base().equals("jsonb")
                    ? cast.saying("White space, the order of keys and all but the last of equal keys are lost.")
                    : cast;
        }
        if (now.is(Family.JSON)) {
            return by("to_" + now.base() + "({c})");
        }
        return by("({c} #>> '{}')::{t}")
                .unless("not pg_input_is_valid({c} #>> '{}', {'t'})")
                .losing("values that are no {t} stop the script");
    }

    private static TypeChange arrays(SqlType old, SqlType now) {
        boolean sameElement = old.base().equals(now.base());
        if (old.array() && now.array()) {
            boolean lossless = of(old.element(), now.element()).lossless() || old.equals(now);
            TypeChange cast = sameElement ? NONE : by("{c}::{t}");
            return lossless ? cast : cast.losing("elements that {t} cannot hold stop the script or are rounded");
        }
        if (now.array()) {
            if (old.is(Family.STRING) && now.elementFamily() != Family.STRING) {
                return fromString(now);
            }
            String cast = sameElement ? "" : "::{t}";
            TypeChange one = by("case when {c} is not null then array[{c}]" + cast + " end");
            boolean lossless =
                    old.equals(now.element()) || of(old, now.element()).lossless();
            return lossless ? one : one.losing("values that {t} cannot hold stop the script or are rounded");
        }
        if (now.is(Family.STRING) && old.elementFamily() != Family.STRING) {
            return toString(old, now).lossless()
                    ? by("{c}::text")
                    : by("{c}::text").losing("longer values stop the script");
        }
        return by(sameElement ? "{c}[1]" : "{c}[1]::{t}").losing("all elements but the first of each value are lost");
    }

    private static TypeChange others(SqlType old, SqlType now) {
        if (old.base().equals(now.base())) {
            return old.isTime() || isWider(old, now)
                    ? NONE
                    : NONE.losing("values that {t} cannot hold stop the script or are cut");
        }
        if (old.is(Family.OTHER) || now.is(Family.OTHER)) {
            return by("{c}::text::{t}")
                    .unless("not pg_input_is_valid({c}::text, {'t'})")
                    .losing("values that are no {t} stop the script");
        }
        return switch (old.family()) {
            case INTEGER, DECIMAL -> fromNumber(old, now);
            case BOOLEAN ->
                isNumber(now) ? by("{c}::integer" + (now.base().equals("integer") ? "" : "::{t}")) : impossible(old);
            case DATE -> fromDate(old, now);
            case TIMESTAMP, TIMESTAMPTZ -> fromTimestamp(old, now);
            case TIME, TIMETZ, INTERVAL -> fromTime(old, now);
            case UUID -> now.is(Family.BYTEA) ? by("uuid_send({c})") : impossible(old);
            case BYTEA ->
                now.is(Family.UUID)
                        ? by("encode({c}, 'hex')::uuid")
                                .unless("octet_length({c}) <> 16")
                                .losing("values of not just 16 bytes stop the script")
                        : impossible(old);
            default -> impossible(old);
        };
    }

    private static boolean isWider(SqlType old, SqlType now) {
        return now.length().isEmpty()
                || old.length().filter(have -> have <= now.length().get()).isPresent();
    }

    private static TypeChange fromNumber(SqlType old, SqlType now) {
        return switch (now.family()) {
            case BOOLEAN -> by("{c} <> 0").losing("every value but zero becomes true");
            case INTERVAL -> by("make_interval(secs => {c})").saying("The numbers are taken for seconds.");
            default -> impossible(old);
        };
    }

    private static TypeChange fromDate(SqlType old, SqlType now) {
        return switch (now.family()) {
            case TIMESTAMP -> NONE;
            case TIMESTAMPTZ -> by("{c}::timestamp at time zone 'UTC'").saying(UTC);
            default -> impossible(old);
        };
    }

    private static TypeChange fromTimestamp(SqlType old, SqlType now) {
        String local = old.is(Family.TIMESTAMPTZ) ? "({c} at time zone 'UTC')" : "{c}";
        TypeChange change =
                switch (now.family()) {
                    case TIMESTAMP, TIMESTAMPTZ -> by("{c} at time zone 'UTC'");
                    case DATE -> by(local + "::date").losing("the time of day is lost");
                    case TIME -> by(local + "::{t}").losing("the date is lost");
                    case TIMETZ ->
                        by("(" + local + "::time::text || '+00')::{t}").losing("the date is lost");
                    default -> impossible(old);
                };
        return old.is(Family.TIMESTAMPTZ) || now.is(Family.TIMESTAMPTZ) ? change.saying(UTC) : change;
    }

    private static TypeChange fromTime(SqlType old, SqlType now) {
        if (isNumber(now) && old.is(Family.INTERVAL)) {
            return by("extract(epoch from {c})::{t}")
                    .losing("values become seconds, a month being 30 days, and fractions may be rounded");
        }
        if (old.is(Family.TIME) && now.is(Family.TIMETZ)) {
            return by("({c}::text || '+00')::{t}").saying(UTC);
        }
        if (old.is(Family.TIMETZ) && now.is(Family.TIME)) {
            return by("({c} at time zone 'UTC')::{t}")
                    .losing("the offset is lost")
                    .saying(UTC);
        }
        if (old.is(Family.TIME) && now.is(Family.INTERVAL)) {
            return by("{c}::{t}");
        }
        return old.is(Family.INTERVAL) && now.is(Family.TIME)
                ? by("{c}::{t}").losing("whole days are lost")
                : impossible(old);
    }

    /** No value of one can become a value of the other: a column without values can still change. */
    private static TypeChange impossible(SqlType old) {
        return by("null::{t}")
                .unless("{c} is not null")
                .losing("no value of type " + old.base() + " can become one of type {t}, so that every value stops the"
                        + " script; write a USING clause if you know a way");
    }
}
