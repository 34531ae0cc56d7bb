package io.evolua.engine.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;

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
        if (bytes(text) <= maxBytes) {
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
