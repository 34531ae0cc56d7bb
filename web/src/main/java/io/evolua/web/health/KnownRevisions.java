package io.evolua.web.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The revisions this WAR was built for: written into it by the build, from the scripts themselves. */
final class KnownRevisions {

    static final String RESOURCE = "META-INF/evolua/revisions";

    private KnownRevisions() {}

    /** Descriptions by version, oldest first. */
    static Map<String, String> load() {
        try (InputStream stream = KnownRevisions.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing: this WAR was not made by the project's build");
            }
            return read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(BufferedReader lines) throws IOException {
        Map<String, String> revisions = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int space = line.indexOf(' ');
            revisions.put(line.substring(0, space), line.substring(space + 1));
        }
        return revisions;
    }
}
