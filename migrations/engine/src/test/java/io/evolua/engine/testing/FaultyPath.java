package io.evolua.engine.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of {@link FaultyFileSystem}: a real one that knows whose it is. */
record FaultyPath(FaultyFileSystem fileSystem, Path real) implements Path {

    private Path own(Path path) {
        return new FaultyPath(fileSystem, path);
    }

    private @Nullable Path ownOrNone(@Nullable Path path) {
        return path == null ? null : own(path);
    }

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real : path;
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return ownOrNone(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return ownOrNone(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return ownOrNone(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return own(real.getName(index));
    }

    @Override
    public Path subpath(int beginning, int end) {
        return own(real.subpath(beginning, end));
    }

    @Override
    public boolean startsWith(Path other) {
        return real.startsWith(real(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return real.endsWith(real(other));
    }

    @Override
    public Path normalize() {
        return own(real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return own(real.resolve(real(other)));
    }

    @Override
    public Path relativize(Path other) {
        return own(real.relativize(real(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return own(real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return own(real.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return real.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(real(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
