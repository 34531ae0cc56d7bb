package io.evolua.dev;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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

    private ClassArchive() {}

    static Path inMaking(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".new");
    }

    /** Begins to make the archive in the background; without the tool for it there will simply be none. */
    static void make(Process server, Path archive) throws IOException {
        Path jcmd = Java.tool("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return;
        }
        Path making = inMaking(archive);
        // The name alone: the server works in the archive's folder, and the tool has its own mind about spaces.
        Process tool = new ProcessBuilder(
                        jcmd.toString(),
                        Long.toString(server.pid()),
                        "VM.cds",
                        "static_dump",
                        making.getFileName().toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        // Nobody waits for it: the run may end before it does.
        CompletableFuture<Void> unused = tool.onExit().thenAccept(ended -> {
            try {
                if (ended.exitValue() == 0 && server.isAlive() && Files.exists(making)) {
                    Files.move(making, archive, StandardCopyOption.ATOMIC_MOVE);
                }
                for (String stream : new String[] {"stdout", "stderr"}) {
                    Files.deleteIfExists(archive.resolveSibling("java_pid" + server.pid() + "_" + stream));
                }
            } catch (IOException e) {
                // The next start is as slow as this one, and tries again.
            }
        });
    }
}
