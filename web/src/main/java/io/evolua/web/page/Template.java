package io.evolua.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with places for values, written as {@code {{name}}}. */
record Template(String code) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    /** One of this package's. */
    static Template load(String name) {
        try (InputStream stream = Template.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing: this WAR was not made by the project's build");
            }
            return new Template(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page.
     *
     * @throws IllegalArgumentException if a place has no value
     */
    String fill(Map<String, Markup> values) {
        return PLACE.matcher(code).replaceAll((MatchResult place) -> {
            Markup value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + place.group());
            }
            return Matcher.quoteReplacement(value.code());
        });
    }
}
