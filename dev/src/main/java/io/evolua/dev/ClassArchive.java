package io.evolua.dev;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;

/**
 * The server's class-data archive, made while the server runs, from the classes it has loaded by then.
 *
 * <p>A process of its own does the work ({@code static_dump}): recording with {@code -XX:ArchiveClassesAtExit} would make
 * the user wait at Ctrl-C for as long as a boot takes, and {@code dynamic_dump} stops the running server meanwhile, whose
 * application was seen to answer 404 from then on.
 */
final class ClassArchive {

    private static final String IN_MAKING = "server.jsa.new";

    private ClassArchive() {}

    /** Begins to make the archive in the background; without the tool for it there will simply be none. */
    static void make(Process server, ServerFiles files) throws IOException {
        Path jcmd = Java.tool("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return;
        }
        Path making = files.folder().resolve(IN_MAKING);
        // The name alone: the server works in the archive's folder, and the tool has its own mind about spaces.
        Process tool = new ProcessBuilder(
                        jcmd.toString(), Long.toString(server.pid()), "VM.cds", "static_dump", IN_MAKING)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        // Nobody waits for it: the run may end before it does.
        CompletableFuture<Void> unused = tool.onExit().thenAccept(ended -> {
            try {
                if (ended.exitValue() == 0 && server.isAlive() && Files.exists(making)) {
                    Files.move(making, files.archive(), StandardCopyOption.ATOMIC_MOVE);
                }
                clean(files.folder());
            } catch (IOException e) {
                // The next start is as slow as this one, and tries again.
            }
        });
    }

    /** Removes what making an archive leaves: its output, its list of classes, and an archive that was not finished. */
    static void clean(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "{" + IN_MAKING + "*,java_pid*}")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }
}
