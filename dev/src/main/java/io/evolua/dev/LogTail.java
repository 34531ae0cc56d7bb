package io.evolua.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The end of a log file, for a message. */
final class LogTail {

    private static final int LINES = 20;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private LogTail() {}

    /** The last lines that say something, indented, each on a line of its own; empty if there are none. */
    static String of(Path log) {
        List<String> lines;
        try {
            // Another program wrote it: bytes that are no UTF-8 must not hide the rest.
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            lines = COLOUR.matcher(text)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return "";
        }
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(line -> System.lineSeparator() + "    " + line)
                .collect(Collectors.joining());
    }
}
