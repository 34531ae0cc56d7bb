package io.evolua.cli;

import io.evolua.engine.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a {@code .env} file: {@code NAME=value} a line, {@code export} before it and quotes around the value
 * allowed, {@code #} begins a comment. Not read as Java properties, in which a backslash of a password would vanish and
 * quotes would become part of the value.
 */
final class DotEnv {

    private DotEnv() {}

    /** @throws UsageException if the file cannot be read, or a line is not an assignment */
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new UsageException(file + ", line " + (i + 1) + ": expected NAME=value.");
            }
            String name = line.substring(0, equals).strip();
            variables.put(name.startsWith("export ") ? name.substring(7).strip() : name, value(line, equals + 1));
        }
        return variables;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String value(String line, int start) {
        String text = line.substring(start).strip();
        if (!text.isEmpty() && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 ? text : text.substring(1, end);
        }
        int comment = text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }
}
