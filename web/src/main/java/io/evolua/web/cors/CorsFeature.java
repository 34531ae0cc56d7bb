package io.evolua.web.cors;

import io.evolua.web.settings.Settings;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the pages of other sites in, if the setting {@code evolua.cors.origins} names any ({@code https://a.example,…}, or
 * {@code *}). Otherwise there is nothing on the way of a request.
 */
@Provider
public class CorsFeature implements Feature {

    static final String SETTING = "evolua.cors.origins";

    @Override
    public boolean configure(FeatureContext context) {
        Set<String> origins = new Settings()
                .text(SETTING).stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        if (origins.isEmpty()) {
            return false;
        }
        context.register(new CorsFilter(origins));
        return true;
    }
}
