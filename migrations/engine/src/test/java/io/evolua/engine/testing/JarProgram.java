package io.evolua.engine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An executable jar as a process of its own, in a folder, with a locale other than UTF-8's on purpose. */
public final class JarProgram {

    private static final Pattern INHERITED = Pattern.compile("EVOLUA_.*|DATABASE_URL|LC_.*|LANG|JAVA_TOOL_OPTIONS");

    private final Path jar;
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();

    public JarProgram(Path jar, Path folder) {
        this.jar = jar.toAbsolutePath();
        this.folder = folder;
    }

    /** An environment variable for all that is started from now on; an empty one is left out. */
    public JarProgram with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Runs it to its end. */
    public Ran run(String... args) throws IOException, InterruptedException {
        return run(List.of(), args);
    }

    /** Runs it to its end, with options for Java. */
    public Ran run(List<String> options, String... args) throws IOException, InterruptedException {
        return start(options, args).await();
    }

    /** Starts it with its output in files. */
    public Running start(List<String> options, String... args) throws IOException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Process process = builder(options, args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new Running(process, out, err);
    }

    /** For a process with pipes. */
    public ProcessBuilder builder(List<String> options, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(INHERITED.asMatchPredicate());
        builder.environment().put("LC_ALL", "C");
        variables.forEach((name, value) -> {
            if (!value.isEmpty()) {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }

    /** A process that was started. */
    public record Running(Process process, Path out, Path err) {

        /** Waits for its end, which must come within minutes. */
        public Ran await() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("does not end: " + Files.readString(err));
                }
                return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        }
    }

    /** How a run ended and what it printed. */
    public record Ran(int code, String out, String err) {}
}
