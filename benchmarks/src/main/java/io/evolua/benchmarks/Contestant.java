package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is measured.
 *
 * @param name how it is printed
 * @param command the program and its arguments
 * @param folder where it runs
 * @param environment variables besides those of this process
 * @param exitCode how it is to end
 */
record Contestant(String name, List<String> command, Path folder, Map<String, String> environment, int exitCode) {

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    Contestant(String name, List<String> command, Path folder, Map<String, String> environment) {
        this(name, command, folder, environment, 0);
    }

    Contestant endingWith(int code) {
        return new Contestant(name, command, folder, environment, code);
    }

    /**
     * Runs it once, to its end. What it prints is thrown away, unless it fails.
     *
     * @return the most memory that it was seen to hold, in mebibytes
     */
    double run() throws IOException, InterruptedException {
        Path output = Files.createTempFile(name, ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            double peak = 0;
            do {
                peak = Math.max(peak, peak(process.pid()));
            } while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS));
            if (process.exitValue() != exitCode) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ": " + command + "\n"
                        + Files.readString(output, StandardCharsets.UTF_8));
            }
            return peak;
        } finally {
            Files.delete(output);
        }
    }

    /** Linux's high-water mark of the resident set; 0 where there is none, or when the process is over. */
    private static double peak(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException endedWhileRead) {
            return 0;
        }
    }
}
