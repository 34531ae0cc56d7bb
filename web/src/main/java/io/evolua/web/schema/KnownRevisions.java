package io.evolua.web.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The revisions this WAR was built for: written into it by the build, from the scripts themselves. */
public final class KnownRevisions {

    private static final String RESOURCE = "META-INF/evolua/revisions";

    private KnownRevisions() {}

    /** All of them, none before one that it follows. */
    public static List<KnownRevision> load() {
        try (InputStream stream = KnownRevisions.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing: this WAR was not made by the project's build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(KnownRevision::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their descriptions by version, in that order. */
    public static Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        load().forEach(revision -> descriptions.put(revision.version(), revision.description()));
        return descriptions;
    }
}
