package io.evolua.engine.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** Arrays in rows. */
final class Rows {

    private Rows() {}

    /** The numbers of an array ({@code {1,2}}) or a vector ({@code 1 2}); none for null. */
    static List<Integer> numbers(ResultSet row, String label) throws SQLException {
        // From the text: the driver's arrays cost several times as much, and every index and key has one. Quotes are
        // what the
        // driver makes of an array that came in binary, which it does once a statement has run five times.
        String text = row.getString(label);
        List<Integer> numbers = new ArrayList<>();
        if (text != null) {
            StringTokenizer tokens = new StringTokenizer(text, "{, }\"");
            while (tokens.hasMoreTokens()) {
                numbers.add(Integer.valueOf(tokens.nextToken()));
            }
        }
        return numbers;
    }

    /** The texts of an array without nulls; none for null. */
    static List<String> strings(ResultSet row, String label) throws SQLException {
        Array array = row.getArray(label);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** As many texts as asked for; an array that is null has none of them. */
    static List<Optional<String>> optional(ResultSet row, String label, int count) throws SQLException {
        Array array = row.getArray(label);
        if (array == null) {
            return Collections.nCopies(count, Optional.empty());
        }
        List<Optional<String>> texts = new ArrayList<>();
        for (Object text : (Object[]) array.getArray()) {
            texts.add(Optional.ofNullable((String) text));
        }
        return texts;
    }

    /** {@code name=value}, as {@code reloptions} holds them. */
    static SortedMap<String, String> parameters(ResultSet row, String label) throws SQLException {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String parameter : strings(row, label)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return parameters;
    }
}
