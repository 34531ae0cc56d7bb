package io.evolua.engine.change;

import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.CatalogDump;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the server answered to the same statements, kept in the folder {@code -Devolua.answers=…} from JVM to JVM. A run of
 * mutation testing runs each test dozens of times, and most mutants change nothing in most scripts. Without that property
 * every question goes to the server.
 *
 * <p>An answer is forgotten when a class that reads from the server has changed.
 */
final class Answers {

    private static final String FOLDER = System.getProperty("evolua.answers", "");

    private Answers() {}

    private static final class Readers {
        static final Path FOLDER = Path.of(Answers.FOLDER).resolve(fingerprint());
    }

    /** {@code answer}, unless {@code question} was answered before. */
    static <T extends Record> T to(String question, Class<T> kind, Supplier<T> answer) {
        if (FOLDER.isEmpty()) {
            return answer.get();
        }
        Path file = Readers.FOLDER.resolve(digest(Stream.of(question.getBytes(StandardCharsets.UTF_8))));
        try {
            if (Files.exists(file)) {
                return kind.cast(RecordCodec.decode(Files.readAllBytes(file)));
            }
            T given = answer.get();
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "answer", "");
            Files.write(whole, RecordCodec.encode(given));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return given;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint() {
        return digest(Stream.of(CatalogReader.class, Schema.class, CatalogDump.class)
                .flatMap(reader -> classFiles(reader).stream())
                .map(file -> {
                    try {
                        return Files.readAllBytes(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    /** Of the class and all others of its package. */
    private static List<Path> classFiles(Class<?> one) {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Stream<byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
