package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program that is run on the files just written: a formatter, {@code git add}.
 *
 * @param words the program and its arguments, one of which is {@code {files}}, in whose place the files come
 * @param folder where it is run
 */
public record AfterWrite(List<String> words, Path folder) {

    private static final String FILES = "{files}";
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern QUOTES = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    public AfterWrite {
        words = List.copyOf(words);
    }

    /**
     * Takes a command line apart at white space; quotes keep it together. There is no shell, and so nothing else is
     * special.
     *
     * @throws UsageException if it has no place for the files, or a quote is left open
     */
    public static AfterWrite parse(String commandLine, Path folder) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(commandLine);
        while (word.find()) {
            words.add(QUOTES.matcher(word.group())
                    .replaceAll(quoted ->
                            Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1))));
        }
        boolean understood = WORD.matcher(commandLine).replaceAll("").isBlank();
        if (!understood || !words.contains(FILES) || words.get(0).equals(FILES)) {
            throw new UsageException("hooks.after-write is \"" + commandLine
                    + "\"; it must be a program and its arguments, with {files} where the files come, as in"
                    + " git add {files}.");
        }
        return new AfterWrite(words, folder);
    }

    /**
     * Runs the program and waits for its end.
     *
     * @return what it printed
     * @throws RefusedException if it cannot be run or reports a failure; the files are named and stay
     */
    String run(List<Path> files) {
        List<String> command = new ArrayList<>();
        for (String word : words) {
            if (word.equals(FILES)) {
                files.forEach(
                        file -> command.add(file.toAbsolutePath().normalize().toString()));
            } else {
                command.add(word);
            }
        }
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            int code = process.waitFor();
            if (code != 0) {
                throw failed(
                        files, "ended with exit code " + code + (printed.isBlank() ? "" : ":\n" + printed.strip()));
            }
            return printed;
        } catch (IOException e) {
            throw failed(files, "could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(files, "was interrupted");
        }
    }

    private RefusedException failed(List<Path> files, String how) {
        return new RefusedException("The revision is written, as "
                + files.stream().map(Path::toString).collect(Collectors.joining(" and "))
                + ", and stays. But the program of hooks.after-write, " + words.get(0) + ", " + how);
    }
}
