package io.evolua.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that this program runs on starts the other programs too, tuned for a quick start. */
final class Java {

    private static final Path HOME = Path.of(System.getProperty("java.home"));

    private Java() {}

    static String version() {
        return Runtime.version() + " " + System.getProperty("java.vm.vendor") + " " + HOME;
    }

    static Path tool(String name) {
        return HOME.resolve("bin").resolve(name);
    }

    /**
     * The beginning of a command: one quick compiler and the smallest collector, because what is started here lives
     * shortly or serves one developer, and no word about class-data archives, which are welcome but never needed.
     */
    static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(tool("java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        command.addAll(List.of(options));
        return command;
    }
}
