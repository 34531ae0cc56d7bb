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
 * An SQL script.
 *
 * @param file where it is
 * @param name its path below the folder of its kind, with slashes: what Flyway calls the script
 * @param description the words of its file name
 * @param checksum as Flyway reckons it
 * @param conf what the {@code .conf} file beside it says
 * @param placeholders what may stand in it for values
 */
record SqlFile(Path file, String name, String description, Integer checksum, ScriptConf conf, Placeholders placeholders)
        implements Script {

    static final String TYPE = "SQL";

    /** A script that is read as it stands, in a transaction. */
    static SqlFile plain(Path file, String name, String description, int checksum) {
        return new SqlFile(file, name, description, checksum, ScriptConf.NONE, Placeholders.NONE);
    }

    @Override
    public String words() {
        return description;
    }

    @Override
    public String rowType() {
        return TYPE;
    }

    /** False if the {@code .conf} file beside it says {@code executeInTransaction=false}. */
    @Override
    public boolean inTransaction() {
        return conf.inTransaction();
    }

    @Override
    public String sql() {
        return placeholders.replace(this, text(), conf.placeholderReplacement());
    }

    @Override
    public boolean hasPlaceholders() {
        return conf.placeholderReplacement().orElse(true) && placeholders.in(text());
    }

    @Override
    public Integer checksumOfSql() {
        return checksum(sql().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String text() {
        byte[] bytes = bytes(file);
        if (checksum(bytes) != checksum) {
            throw new RefusedException(display() + " was changed since this command began. Run it again.");
        }
        return decode(file, bytes);
    }

    @Override
    public String body() {
        return ScriptHeader.without(text());
    }

    @Override
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
