package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program with a class-data archive of its own, started as the launcher does it.
 *
 * @param options what the launcher says about the compiler beyond what it says to all commands
 * @param program what follows the JVM's options: {@code -jar file}, or {@code -cp path Main}
 */
record JavaProgram(
        String name, List<String> options, List<String> program, Path folder, Map<String, String> environment) {

    /** For commands that are over at once. */
    static final List<String> SHORT = List.of("-XX:CompileThresholdScaling=4");

    /** Records the classes that a run of these arguments loads, writes the archive, and returns that run with it. */
    Contestant archived(Path archives, String... args) throws IOException, InterruptedException {
        return with(archive(archives, 0, args), args);
    }

    /** Records the classes that a run of these arguments loads, which ends with that code, in an archive. */
    Path archive(Path archives, int exitCode, String... args) throws IOException, InterruptedException {
        String run = name + "-" + String.join("", args).replaceAll("\\W", "");
        Path classes = archives.resolve(run + ".classes");
        Path archive = archives.resolve(run + ".jsa");
        contestant(List.of("-XX:DumpLoadedClassList=" + classes), args)
                .endingWith(exitCode)
                .run();
        contestant(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive))
                .run();
        return archive;
    }

    /** A run with an archive. */
    Contestant with(Path archive, String... args) {
        return contestant(List.of("-XX:SharedArchiveFile=" + archive), args);
    }

    /** A run without an archive. */
    Contestant plain(String... args) {
        return contestant(List.of(), args);
    }

    private Contestant contestant(List<String> archive, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn32m", "-XX:C1MaxInlineSize=8"));
        command.addAll(options);
        command.addAll(archive);
        command.addAll(program);
        command.addAll(List.of(args));
        return new Contestant(name, command, folder, environment);
    }
}
