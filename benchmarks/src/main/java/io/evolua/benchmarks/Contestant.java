package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that is measured.
 *
 * @param name how it is printed
 * @param command the program and its arguments
 * @param folder where it runs
 * @param environment variables besides those of this process
 */
record Contestant(String name, List<String> command, Path folder, Map<String, String> environment) {

    /** Runs it once, to its end. What it prints is thrown away, unless it fails. */
    void run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(name + " ended with " + code + ": " + command + "\n" + output);
        }
    }
}
