package io.evolua.engine.revision;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        List<ScriptFile> files = new ArrayList<>();
        Map<String, Path> confs = new HashMap<>();
        list(folder, "", files, confs);
        files.sort(Comparator.comparing(ScriptFile::path));
        if (!confs.isEmpty()) {
            files.replaceAll(file -> new ScriptFile(
                    file.path(), file.file(), Optional.ofNullable(confs.get(file.path() + ScriptConf.SUFFIX))));
        }
        return files;
    }

    private static void list(Path folder, String prefix, List<ScriptFile> files, Map<String, Path> confs) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.endsWith(SUFFIX) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    // Folders within a jar end with a slash.
                    list(entry, prefix + name.replace("/", "") + "/", files, confs);
                } else if (name.endsWith(ScriptConf.SUFFIX)) {
                    confs.put(prefix + name, entry);
                } else {
                    files.add(new ScriptFile(prefix + name, entry, Optional.empty()));
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
        return SqlFile.read(file, path, description, bytes, settings(), placeholders);
    }

    /** The script that it is, to be read later. */
    Script unread(String description, Placeholders placeholders) {
        return SqlFile.unread(file, path, description, settings(), placeholders);
    }
}
