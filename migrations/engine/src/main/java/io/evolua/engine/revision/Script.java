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

/** An SQL script of a revision. */
public final class Script {

    private static final char REPLACEMENT = '\ufffd';

    private final Path file;
    private final String name;
    private final String description;
    private final ScriptConf conf;
    private final Placeholders placeholders;
    private @Nullable Integer checksum;

    private Script(
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
    static Script read(
            Path file, String name, String description, byte[] bytes, ScriptConf conf, Placeholders placeholders) {
        return new Script(file, name, description, checksum(bytes), conf, placeholders);
    }

    /** One that is read when it is asked what it says: most commands never ask those that go down. */
    static Script unread(Path file, String name, String description, ScriptConf conf, Placeholders placeholders) {
        return new Script(file, name, description, null, conf, placeholders);
    }

    /** A script that is read as it stands, in a transaction. */
    static Script plain(Path file, String name, String description, int checksum) {
        return new Script(file, name, description, checksum, ScriptConf.NONE, Placeholders.NONE);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Its path below the folder of its kind, with slashes: what Flyway calls the script. */
    public String name() {
        return name;
    }

    /** The words of its file name. */
    public String description() {
        return description;
    }

    /**
     * Its checksum as Flyway reckons it.
     *
     * @throws RefusedException if it cannot be read
     */
    public synchronized int checksum() {
        if (checksum == null) {
            checksum = checksum(bytes(file));
        }
        return checksum;
    }

    /** False if the {@code .conf} file beside it says {@code executeInTransaction=false}. */
    public boolean inTransaction() {
        return conf.inTransaction();
    }

    /**
     * What is to be run: its text with the values of its placeholders.
     *
     * @throws RefusedException as {@link #text}, or if a placeholder has no value
     */
    public String sql() {
        return placeholders.replace(this, text(), conf.placeholderReplacement());
    }

    /** Whether what is run depends on values that are not in the script. */
    public boolean hasPlaceholders() {
        return conf.placeholderReplacement().orElse(true) && placeholders.in(text());
    }

    /** The checksum of what is run: Flyway's of repeatable scripts, which run again when a value changes. */
    public int checksumOfSql() {
        return checksum(sql().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Its text, read now.
     *
     * @throws RefusedException if it cannot be read any more, is not UTF-8, or is no longer what was read before
     */
    public synchronized String text() {
        byte[] bytes = bytes(file);
        int now = checksum(bytes);
        if (checksum != null && checksum != now) {
            throw new RefusedException(display() + " was changed since this command began. Run it again.");
        }
        checksum = now;
        return decode(file, bytes);
    }

    /** Whether it holds placeholders whose values are the database's. */
    boolean asksDatabase() {
        return placeholders.ofFlywayIn(text());
    }

    /**
     * Its text without the lines that place it in the graph.
     *
     * @throws RefusedException as {@link #text}
     */
    public String body() {
        return ScriptHeader.without(text());
    }

    /** For messages: the file as the user gave the folder, short enough to click on. */
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
        return other instanceof Script script && file.equals(script.file) && name.equals(script.name);
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
