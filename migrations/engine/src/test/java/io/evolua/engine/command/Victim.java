package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that runs the rig's scripts ({@link KilledUpgrade}) and is killed with SIGKILL at the latest when this is closed. */
final class Victim implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private Victim(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** One that waits before a statement, counted from 1; 0 for one that goes on to the end. */
    static Victim start(Project project, String direction, int waitAt) throws IOException {
        return new Victim(new ProcessBuilder(
                        java(KilledUpgrade.class, project.scripts, project.database.url(), direction, waitAt))
                .redirectErrorStream(true)
                .start());
    }

    /** The command line of a small JVM with the classes of this one. */
    static List<String> java(Class<?> main, Object... arguments) {
        return java(List.of(), main, arguments);
    }

    static List<String> java(List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Until the process says so. */
    void awaitLine(String wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.equals(wanted)) {
                return;
            }
        }
        assertThat(lines).as("what the process said before it ended").contains(wanted);
    }

    void goOn() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        output.close();
    }
}
