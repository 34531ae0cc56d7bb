package io.evolua.engine.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * Names for what nobody named: the ones PostgreSQL itself would choose (<a
 * href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>; {@code makeObjectName} and
 * {@code ChooseIndexColumnNames} in its source), so that a schema made by hand or by a provider is recognised as it is.
 */
public final class NamingConvention {

    /** {@code NAMEDATALEN - 1}: PostgreSQL cuts longer identifiers. */
    public static final int MAX_BYTES = 63;

    private NamingConvention() {}

    public static String primaryKey(String table) {
        return objectName(table, "", "pkey");
    }

    public static String unique(String table, List<String> columns) {
        return objectName(table, String.join("_", columns), "key");
    }

    public static String foreignKey(String table, List<String> columns) {
        return objectName(table, String.join("_", columns), "fkey");
    }

    public static String index(String table, List<String> columns) {
        return objectName(table, String.join("_", columns), "idx");
    }

    /** The sequence behind a {@code serial} column. */
    public static String sequence(String table, String column) {
        return objectName(table, column, "seq");
    }

    /** What gets a name. */
    public enum Kind {
        PRIMARY_KEY("pkey"),
        UNIQUE("key"),
        FOREIGN_KEY("fkey"),
        CHECK("check"),
        INDEX("idx");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * The first name that is not taken: the plain one, then with 1, 2 … behind it ({@code ChooseRelationName}).
     *
     * @param columns none for a primary key
     */
    public static String choose(Kind kind, String table, List<String> columns, Predicate<String> taken) {
        String name = objectName(table, String.join("_", columns), kind.label);
        for (int i = 1; taken.test(name); i++) {
            name = objectName(table, String.join("_", columns), kind.label + i);
        }
        return name;
    }

    /** The name cut to 63 bytes at a character's border, as PostgreSQL does with a notice. */
    public static String truncate(String identifier) {
        return clip(identifier, MAX_BYTES);
    }

    /** {@code makeObjectName}: the longer of the two parts gives way until label and separators fit. */
    private static String objectName(String first, String second, String label) {
        int overhead = label.length() + 1 + (second.isEmpty() ? 0 : 1);
        int available = MAX_BYTES - overhead;
        int firstBytes = bytes(first);
        // ChooseIndexColumnNames stops adding columns at NAMEDATALEN.
        int secondBytes = Math.min(bytes(second), MAX_BYTES);
        while (firstBytes + secondBytes > available) {
            if (firstBytes > secondBytes) {
                firstBytes--;
            } else {
                secondBytes--;
            }
        }
        String head = clip(first, firstBytes);
        return second.isEmpty() ? head + "_" + label : head + "_" + clip(second, secondBytes) + "_" + label;
    }

    private static String clip(String text, int maxBytes) {
        // No character takes more than three bytes for each of its UTF-16 units.
        if (text.length() * 3 <= maxBytes || bytes(text) <= maxBytes) {
            return text;
        }
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            int size = bytes(Character.toString(codePoint));
            if (used + size > maxBytes) {
                break;
            }
            used += size;
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
