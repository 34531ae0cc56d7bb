package io.evolua.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this folder. */
final class Documents {

    private Documents() {}

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file, with what they refer to put in its place; no name may be there twice. */
    static List<Map<String, Object>> yaml(String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options)).loadAll(text(file)).forEach(document -> documents.add(map(document)));
        return documents;
    }

    /** What is at a place, which must be there. */
    static Object at(Object root, String... path) {
        Object value = root;
        for (String step : path) {
            Object next = map(value).get(step);
            if (next == null) {
                throw new AssertionError("no " + String.join(".", path) + ": there is no " + step);
            }
            value = next;
        }
        return value;
    }

    @SuppressWarnings("unchecked") // of such is all YAML here
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
