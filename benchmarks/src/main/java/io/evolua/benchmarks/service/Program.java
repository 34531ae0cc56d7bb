package io.evolua.benchmarks.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service that runs, as a process with children perhaps, and answers on loopback. */
final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 180;
    private static final int END_SECONDS = 20;

    private final String name;
    private final int port;
    private final Process process;
    private final double bootSeconds;

    private Program(String name, int port, Process process, double bootSeconds) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.bootSeconds = bootSeconds;
    }

    /** Starts it, and waits until it answers this path with 200. */
    static Program start(
            String name, Path folder, List<String> command, Map<String, String> environment, int port, String path)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        while (!answers(http, request)) {
            if (!process.isAlive() || seconds(begin) > PATIENCE_SECONDS) {
                end(process);
                throw new IllegalStateException(name + " does not answer:\n" + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return new Program(name, port, process, seconds(begin));
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From the start of the process to the first answer. */
    double bootSeconds() {
        return bootSeconds;
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
