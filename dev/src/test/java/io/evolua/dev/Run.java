package io.evolua.dev;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A process under test and what it said; it ends with the test at the latest. */
final class Run implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * A shell's background jobs ignore Ctrl-C, and so does all that they start, these tests' programs included. They are
     * then stopped in the other way that there is.
     */
    private static final boolean CTRL_C_IGNORED = isInterruptIgnored();

    /** How a program ends that was interrupted. */
    static final int INTERRUPTED = CTRL_C_IGNORED ? 143 : 130;

    private final Process process;
    private final Path output;

    private Run(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command in an environment of exactly these variables. */
    static Run start(List<String> command, Path folder, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile("run", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Run(builder.start(), output);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the process has said that. */
    void says(String text) throws InterruptedException {
        until("it says: " + text, () -> said().contains(text));
    }

    void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() && !condition.getAsBoolean()) {
                throw new AssertionError("ended before " + what + "\n" + said());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited too long until " + what + "\n" + said());
            }
            Thread.sleep(50);
        }
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), SECONDS)) {
            throw new AssertionError("does not end\n" + said());
        }
        return process.exitValue();
    }

    /** This process and all that it started: what a terminal sends a Ctrl-C to. */
    List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** What a terminal does at Ctrl-C. */
    static void interrupt(List<ProcessHandle> processes) throws IOException, InterruptedException {
        signal(CTRL_C_IGNORED ? "TERM" : "INT", processes);
    }

    /** Linux tells in a mask of bits, the second of which is SIGINT's. */
    private static boolean isInterruptIgnored() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(
                                            line.substring(line.indexOf(':') + 1)
                                                    .strip(),
                                            16)
                                    & 2)
                            != 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        Files.delete(output);
    }
}
