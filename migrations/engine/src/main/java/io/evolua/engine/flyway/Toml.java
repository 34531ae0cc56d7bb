package io.evolua.engine.flyway;

import io.evolua.engine.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** TOML as settings: every value is a text, by the path of its keys joined by dots. */
final class Toml {

    private Toml() {}

    /**
     * Reads a file's text.
     *
     * @return in the order of the paths; the values of an array are joined by commas, tables in one have their numbers in
     *     the path, counted from 1
     * @throws RefusedException naming the line that cannot be understood
     */
    static Map<String, String> read(Path file, String text) {
        TomlParseResult parsed = org.tomlj.Toml.parse(text);
        if (parsed.hasErrors()) {
            TomlParseError error = parsed.errors().get(0);
            throw new RefusedException(
                    file + ":" + error.position().line() + ": " + error.getMessage() + ". The file is no TOML.");
        }
        Map<String, String> values = new TreeMap<>();
        add(parsed, "", values);
        return values;
    }

    private static void add(TomlTable table, String prefix, Map<String, String> values) {
        for (String key : table.keySet()) {
            add(prefix + key, table.get(List.of(key)), values);
        }
    }

    private static void add(String path, Object value, Map<String, String> values) {
        if (value instanceof TomlTable table) {
            add(table, path + ".", values);
        } else if (value instanceof TomlArray array && array.toList().stream().anyMatch(TomlTable.class::isInstance)) {
            IntStream.range(0, array.size()).forEach(i -> add(path + "." + (i + 1), array.get(i), values));
        } else {
            values.put(path, text(value));
        }
    }

    private static String text(Object value) {
        return value instanceof TomlArray array
                ? array.toList().stream().map(Toml::text).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
