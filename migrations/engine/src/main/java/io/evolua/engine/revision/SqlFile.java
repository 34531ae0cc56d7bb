package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** An SQL script. */
final class SqlFile implements Script {

    static final String TYPE = "SQL";

    private static final char REPLACEMENT = '\ufffd';

    private final Path file;
    private final String name;
    private final String description;
    private final ScriptConf conf;
    private final Placeholders placeholders;
    private @Nullable Integer checksum;

    private SqlFile(
            Path file,
            String name,
            String description,
            @Nullable Integer checksum,
            ScriptConf conf,
            Placeholders placeholders) {
        this.file = file;
        this.name = name;
        this.description = description;
        this.checksum = checksum;
        this.conf = conf;
        this.placeholders = placeholders;
    }

    /** One of which these are the bytes. */
    static SqlFile read(
            Path file, String name, String description, byte[] bytes, ScriptConf conf, Placeholders placeholders) {
        return new SqlFile(file, name, description, checksum(bytes), conf, placeholders);
    }

    /** One that is read when it is asked what it says: most commands never ask those that go down. */
    static SqlFile unread(Path file, String name, String description, ScriptConf conf, Placeholders placeholders) {
        return new SqlFile(file, name, description, null, conf, placeholders);
    }

    /** A script that is read as it stands, in a transaction. */
    static SqlFile plain(Path file, String name, String description, int checksum) {
        return new SqlFile(file, name, description, checksum, ScriptConf.NONE, Placeholders.NONE);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public synchronized Integer checksum() {
        if (checksum == null) {
            checksum = checksum(bytes(file));
        }
        return checksum;
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
    public synchronized String text() {
        byte[] bytes = bytes(file);
        int now = checksum(bytes);
        if (checksum != null && checksum != now) {
            throw new RefusedException(display() + " was changed since this command began. Run it again.");
        }
        checksum = now;
        return decode(file, bytes);
    }

    @Override
    public boolean asksDatabase() {
        return placeholders.ofFlywayIn(text());
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
        // A stream of the file is opened in half the time of a channel, which counts with a thousand scripts.
        try (InputStream in = file.getFileSystem() == FileSystems.getDefault()
                ? new FileInputStream(file.toFile())
                : Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new RefusedException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ").", e);
        }
    }

    static String decode(Path file, byte[] bytes) {
        int start = hasBom(bytes) ? 3 : 0;
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(file, bytes);
        }
        return text;
    }

    /** What is put in the place of a wrong byte, or was there. */
    private static void requireUtf8(Path file, byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
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

    /** By where it is and what it is called: what it says may not be known yet. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlFile script && file.equals(script.file) && name.equals(script.name);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    @Override
    public String toString() {
        return display();
    }
}
