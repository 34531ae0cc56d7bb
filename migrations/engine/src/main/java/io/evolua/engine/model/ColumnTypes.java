package io.evolua.engine.model;

import static java.util.Map.entry;

import io.evolua.engine.schema.SqlText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL's types, in the spelling of its {@code format_type}. */
final class ColumnTypes {

    static final SqlText BIGINT = SqlText.canonical("bigint");
    static final SqlText INTEGER = SqlText.canonical("integer");

    /** {@code MaxAttrSize}: the longest that varchar(n) can say. */
    private static final int MAX_VARCHAR = 10_485_760;

    /** JPA's {@code @Column(length)} when nothing is said. */
    private static final int DEFAULT_LENGTH = 255;

    private static final String TIMESTAMP = "timestamp without time zone";
    private static final String TIMESTAMPTZ = "timestamp with time zone";

    private static final Map<String, String> FIXED = Map.ofEntries(
            entry("boolean", "boolean"),
            entry("java.lang.Boolean", "boolean"),
            entry("byte", "smallint"),
            entry("java.lang.Byte", "smallint"),
            entry("short", "smallint"),
            entry("java.lang.Short", "smallint"),
            entry("int", "integer"),
            entry("java.lang.Integer", "integer"),
            entry("java.time.Year", "integer"),
            entry("long", "bigint"),
            entry("java.lang.Long", "bigint"),
            entry("float", "real"),
            entry("java.lang.Float", "real"),
            entry("double", "double precision"),
            entry("java.lang.Double", "double precision"),
            entry("char", "character(1)"),
            entry("java.lang.Character", "character(1)"),
            entry("[B", "bytea"),
            entry("[Ljava.lang.Byte;", "bytea"),
            entry("java.sql.Blob", "bytea"),
            entry("java.sql.Clob", "text"),
            entry("java.sql.NClob", "text"),
            entry("java.util.UUID", "uuid"),
            entry("java.sql.Date", "date"),
            entry("java.sql.Time", "time without time zone"),
            entry("java.sql.Timestamp", TIMESTAMP),
            entry("java.util.Date", TIMESTAMP),
            entry("java.util.Calendar", TIMESTAMP),
            entry("java.util.GregorianCalendar", TIMESTAMP),
            entry("java.time.LocalDate", "date"),
            entry("java.time.LocalTime", "time without time zone"),
            entry("java.time.OffsetTime", "time with time zone"),
            entry("java.time.LocalDateTime", TIMESTAMP),
            entry("java.time.OffsetDateTime", TIMESTAMPTZ),
            entry("java.time.ZonedDateTime", TIMESTAMPTZ),
            entry("java.time.Instant", TIMESTAMPTZ));

    private ColumnTypes() {}

    /**
     * The type for values of a Java class, as EclipseLink hands them to the driver.
     *
     * @param length of a string; 0 if nothing was said
     * @param precision and {@code scale} of a decimal; 0 if nothing was said
     * @return empty if there is no obvious one
     */
    static Optional<SqlText> of(Class<?> javaType, int length, int precision, int scale) {
        return switch (javaType.getName()) {
            case "java.lang.String", "[C", "[Ljava.lang.Character;" -> Optional.of(varchar(length));
            case "java.math.BigDecimal", "java.lang.Number" -> Optional.of(decimal(precision, scale));
            case "java.math.BigInteger" -> Optional.of(decimal(precision, 0));
            default -> Optional.ofNullable(FIXED.get(javaType.getName())).map(SqlText::canonical);
        };
    }

    static SqlText varchar(int length) {
        if (length > MAX_VARCHAR) {
            return SqlText.canonical("text");
        }
        return SqlText.canonical("character varying(" + (length > 0 ? length : DEFAULT_LENGTH) + ")");
    }

    /**
     * Without a precision a plain {@code numeric}, which keeps every value as it is: any precision that nobody asked for
     * would round or refuse some. A scale alone gets the 38 digits that other providers give it.
     */
    private static SqlText decimal(int precision, int scale) {
        if (precision <= 0 && scale <= 0) {
            return SqlText.canonical("numeric");
        }
        return SqlText.canonical("numeric(" + (precision > 0 ? precision : 38) + "," + scale + ")");
    }

    /** A type as somebody wrote it: in PostgreSQL's spelling if it is one of the well-known ones, otherwise as written. */
    static SqlText written(String type, String where) {
        SqlCursor cursor = new SqlCursor(type, where);
        String words = cursor.peek().kind() == SqlToken.Kind.WORD ? cursor.until(token -> !isWord(token)) : "";
        String arguments = !words.isEmpty() && !cursor.atEnd() && cursor.peek().isSymbol("(")
                ? cursor.parenthesised().replaceAll("[()\\s]", "")
                : "";
        String tail = words.isEmpty() || cursor.atEnd() ? "" : cursor.until(token -> false);
        String base = (words + " " + tail.replaceAll("[\\[\\]\\d]", ""))
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        Optional<String> known = words.isEmpty() || !arguments.matches("(\\d+(,-?\\d+)?)?")
                ? Optional.empty()
                : canonical(base, arguments);
        boolean array = tail.matches("(?s).*\\[\\s*\\d*\\s*]\\s*");
        return known.filter(t -> array || !tail.contains("["))
                .map(t -> SqlText.canonical(array ? t + "[]" : t))
                .orElseGet(() -> SqlText.written(type));
    }

    private static boolean isWord(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD;
    }

    /** @param arguments what stands in the parentheses, without spaces; empty for none */
    private static Optional<String> canonical(String words, String arguments) {
        boolean plain = arguments.isEmpty();
        String result =
                switch (words) {
                    case "bigint", "int8" -> plain ? "bigint" : "";
                    case "integer", "int", "int4" -> plain ? "integer" : "";
                    case "smallint", "int2" -> plain ? "smallint" : "";
                    case "boolean", "bool" -> plain ? "boolean" : "";
                    case "real", "float4" -> plain ? "real" : "";
                    case "double precision", "float8" -> plain ? "double precision" : "";
                    case "float" ->
                        plain || arguments.matches("2[5-9]|[34]\\d|5[0-3]")
                                ? "double precision"
                                : arguments.matches("[1-9]|1\\d|2[0-4]") ? "real" : "";
                    case "numeric", "decimal", "dec" ->
                        plain ? "numeric" : "numeric(" + (arguments.contains(",") ? arguments : arguments + ",0") + ")";
                    case "varchar", "character varying", "char varying" -> "character varying" + in(arguments);
                    case "char", "character" -> "character(" + (plain ? "1" : arguments) + ")";
                    case "bit" -> "bit(" + (plain ? "1" : arguments) + ")";
                    case "varbit", "bit varying" -> "bit varying" + in(arguments);
                    case "timestamp", "timestamp without time zone" ->
                        "timestamp" + in(arguments) + " without time zone";
                    case "timestamptz", "timestamp with time zone" -> "timestamp" + in(arguments) + " with time zone";
                    case "time", "time without time zone" -> "time" + in(arguments) + " without time zone";
                    case "timetz", "time with time zone" -> "time" + in(arguments) + " with time zone";
                    case "text",
                            "bytea",
                            "uuid",
                            "date",
                            "json",
                            "jsonb",
                            "xml",
                            "inet",
                            "cidr",
                            "macaddr",
                            "macaddr8",
                            "money",
                            "oid",
                            "interval",
                            "tsvector",
                            "tsquery",
                            "int4range",
                            "int8range",
                            "numrange",
                            "tsrange",
                            "tstzrange",
                            "daterange",
                            "point",
                            "line",
                            "lseg",
                            "box",
                            "path",
                            "polygon",
                            "circle" -> plain ? words : "";
                    default -> "";
                };
        return Optional.of(result).filter(t -> !t.isEmpty());
    }

    private static String in(String arguments) {
        return arguments.isEmpty() ? "" : "(" + arguments + ")";
    }
}
