package io.evolua.web.edge;

import io.evolua.web.settings.Settings;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells browsers what not to do with answers of this service. They are defaults: who answers may set another value, such
 * as a file that may be kept.
 */
final class SecurityHeaders {

    /** How long browsers shall come by HTTPS alone, in seconds; only sensible where a proxy speaks HTTPS for the service. */
    static final String HSTS_SETTING = "evolua.hsts.seconds";

    private static final int TWO_YEARS = 63_072_000;

    /**
     * Pages may use what comes from here, in files of its own, and nothing from elsewhere; nobody may frame them. What is
     * not a page needs nothing of it, and is kept from becoming one.
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final String[] namesAndValues;

    SecurityHeaders(Settings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        // For browsers that do not know frame-ancestors.
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        // Answers depend on who asks and on now: shared caches keep none, and others ask (ETag) before they use one.
        headers.put("Cache-Control", "private, no-cache");
        int hsts = settings.number(HSTS_SETTING, 0, 0, TWO_YEARS);
        if (hsts > 0) {
            headers.put("Strict-Transport-Security", "max-age=" + hsts + "; includeSubDomains");
        }
        namesAndValues = headers.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
    }

    void put(HttpServletResponse response) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            response.setHeader(namesAndValues[i], namesAndValues[i + 1]);
        }
    }
}
