package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file among the scripts.
 *
 * @param path where it is below the folder of its kind, with slashes
 * @param conf the file that says more of it, if there is one
 */
record ScriptFile(String path, Path file, Optional<Path> conf) {

    static final String SUFFIX = ".sql";

    /**
     * All files below a folder, by their paths. What is called as a script is taken for a file without a look, of which
     * there may be thousands.
     *
     * @throws RefusedException if a folder cannot be read
     */
    static List<ScriptFile> below(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        list(folder, "", files);
        return files.entrySet().stream()
                .map(entry -> new ScriptFile(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.ofNullable(files.get(entry.getKey() + ScriptConf.SUFFIX))))
                .toList();
    }

    private static void list(Path folder, String prefix, Map<String, Path> files) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.endsWith(SUFFIX) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    // Folders within a jar end with a slash.
                    list(entry, prefix + name.replace("/", "") + "/", files);
                } else {
                    files.put(prefix + name, entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new RefusedException(folder + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /** Its name without folders. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private ScriptConf settings() {
        return conf.map(ScriptConf::read).orElse(ScriptConf.NONE);
    }

    /** The script that it is, of which these are the bytes. */
    Script script(String description, byte[] bytes, Placeholders placeholders) {
        return Script.read(file, path, description, bytes, settings(), placeholders);
    }

    /** The script that it is, to be read later. */
    Script unread(String description, Placeholders placeholders) {
        return Script.unread(file, path, description, settings(), placeholders);
    }
}
