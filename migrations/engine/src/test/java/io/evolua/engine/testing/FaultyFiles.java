package io.evolua.engine.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The file system as it is, until it is changed for the n-th time below some folder: then the process is killed in the
 * middle of the change, or the disk is full. For a JVM that is started with {@link #options}.
 */
public final class FaultyFiles extends FileSystemProvider {

    /** What happens at the change. */
    public enum Kind {
        KILL,
        FULL
    }

    private static final String AT = "evolua.fault.at";
    private static final String KIND = "evolua.fault.kind";
    private static final String UNDER = "evolua.fault.under";

    private final FileSystemProvider real;
    private final FaultyFileSystem fileSystem;
    private final int at = Integer.getInteger(AT);
    private final Kind kind = Kind.valueOf(System.getProperty(KIND));
    private final String under = System.getProperty(UNDER);
    private int changes;

    /** Called by the JVM. */
    public FaultyFiles(FileSystemProvider real) {
        this.real = real;
        this.fileSystem = new FaultyFileSystem(this, real.getFileSystem(URI.create("file:///")));
    }

    /** For a JVM that shall have such a file system. */
    public static List<String> options(Kind kind, int at, Path under) {
        return List.of(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFiles.class.getName(),
                "-D" + AT + "=" + at,
                "-D" + KIND + "=" + kind,
                "-D" + UNDER + "=" + under);
    }

    /** What a change comes to if it is cut off in its middle. */
    @FunctionalInterface
    private interface Half {
        void happen() throws IOException;
    }

    private synchronized void change(Path path, Half half) throws IOException {
        if (!path.toString().startsWith(under)) {
            return;
        }
        changes++;
        boolean full = kind == Kind.FULL && changes >= at;
        if (changes == at || full) {
            half.happen();
        }
        if (changes == at && kind == Kind.KILL) {
            killThisProcess();
        }
        if (full) {
            throw new IOException("No space left on device");
        }
    }

    private static void killThisProcess() throws IOException {
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
        while (true) {
            LockSupport.park();
        }
    }

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real() : path;
    }

    private Path own(Path path) {
        return new FaultyPath(fileSystem, path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (!options.contains(StandardOpenOption.WRITE)) {
            return real.newByteChannel(real(path), options, attributes);
        }
        change(path, () -> {});
        SeekableByteChannel channel = real.newByteChannel(real(path), options, attributes);
        return new Writing(path, channel);
    }

    /** Of what is written when the fault comes, half gets there. */
    private final class Writing implements SeekableByteChannel {

        private final Path path;
        private final SeekableByteChannel channel;

        Writing(Path path, SeekableByteChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            change(path, () -> {
                ByteBuffer half = bytes.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                channel.write(half);
            });
            return channel.write(bytes);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            return channel.position(position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            return channel.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        change(folder, () -> {});
        real.createDirectory(real(folder), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        if (kind == Kind.KILL) {
            change(path, () -> {});
        }
        real.delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        change(target, () -> real.newByteChannel(
                        real(target), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                .close());
        real.copy(real(source), real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(target, () -> {});
        real.move(real(source), real(target), options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> entries = real.newDirectoryStream(real(folder), entry -> filter.accept(own(entry)));
        return new DirectoryStream<>() {

            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> all = entries.iterator();
                return new Iterator<>() {

                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Path next() {
                        return own(all.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public String getScheme() {
        return real.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return real.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return own(real.getPath(uri));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(path), attribute, value, options);
    }
}
