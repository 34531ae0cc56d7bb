package io.evolua.dev;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One run at a time: the data and the server's files have one user. The system frees the lock of a killed process. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DevException if another run holds the lock; the message says which */
    static RunLock take(Project project, int port) throws IOException {
        Path file = project.state().resolve("dev.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new DevException("./evolua dev already runs here: "
                    + Files.readString(file).strip() + ". Stop it with Ctrl-C where it runs.");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + ", http://127.0.0.1:" + port + "/\n")
                        .getBytes(StandardCharsets.UTF_8)));
        return new RunLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
