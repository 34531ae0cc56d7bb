package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What Flyway lets the {@code .conf} file beside a script say of it.
 *
 * @param inTransaction false if the script says {@code executeInTransaction=false}
 * @param placeholderReplacement whether placeholders are replaced in it; if it does not say, the project does
 */
record ScriptConf(boolean inTransaction, Optional<Boolean> placeholderReplacement) {

    static final String SUFFIX = ".conf";

    /** What holds of a script without such a file. */
    static final ScriptConf NONE = new ScriptConf(true, Optional.empty());

    /** The file beside a script that keeps its text as it is. */
    static final String LITERALLY = "placeholderReplacement=false\n";

    static Path beside(Path script) {
        return script.resolveSibling(script.getFileName() + SUFFIX);
    }

    /** @throws RefusedException if the file cannot be understood */
    static ScriptConf read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(SqlFile.decode(file, SqlFile.bytes(file))));
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " cannot be understood (" + e.getMessage() + ").", e);
        }
        String encoding = properties.getProperty("encoding", "UTF-8").strip();
        if (!encoding.replace("-", "").equalsIgnoreCase("utf8")) {
            throw new RefusedException(
                    file + ": scripts are read as UTF-8, not as " + encoding + ". Save the script as UTF-8.");
        }
        if (!flag(file, properties, "shouldExecute").orElse(true)) {
            throw new RefusedException(file + ": shouldExecute=false is not known here, nor to open-source Flyway."
                    + " Take the line out, or move the script away.");
        }
        return new ScriptConf(
                flag(file, properties, "executeInTransaction").orElse(true),
                flag(file, properties, "placeholderReplacement"));
    }

    private static Optional<Boolean> flag(Path file, Properties properties, String name) {
        Optional<String> value = Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        value.filter(text -> !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false"))
                .ifPresent(text -> {
                    throw new RefusedException(file + ": " + name + " must be true or false, not " + text + ".");
                });
        return value.map(Boolean::parseBoolean);
    }
}
