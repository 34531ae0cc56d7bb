package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * An SQL script of a revision.
 *
 * @param file where it is
 * @param name its path below the folder of its kind, with slashes: what Flyway calls the script
 * @param description the words of its file name
 * @param checksum as Flyway reckons it
 * @param inTransaction false if the sibling {@code .conf} file says {@code executeInTransaction=false}
 */
public record Script(Path file, String name, String description, int checksum, boolean inTransaction) {

    /**
     * Its text, read now.
     *
     * @throws RefusedException if it cannot be read any more, or is no longer what was loaded
     */
    public String text() {
        byte[] bytes = bytes(file);
        if (checksum(bytes) != checksum) {
            throw new RefusedException(display() + " was changed since this command began. Run it again.");
        }
        return decode(file, bytes);
    }

    /** For messages: the file as the user gave the folder, short enough to click on. */
    public String display() {
        return file.toString();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ").", e);
        }
    }

    static String decode(Path file, byte[] bytes) {
        int start = hasBom(bytes) ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(file + " is not UTF-8. Save it as UTF-8.", e);
        }
    }

    /** Flyway's: CRC-32 of the lines' UTF-8 bytes without their terminators, and without a byte order mark. */
    static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        int start = hasBom(bytes) ? 3 : 0;
        for (int i = start; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
                crc.update(bytes, start, i - start);
                start = i + 1;
            }
        }
        return (int) crc.getValue();
    }

    private static boolean hasBom(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }
}
