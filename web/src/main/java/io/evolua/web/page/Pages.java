package io.evolua.web.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What pages have in common: the files that they name, and what browsers may do with them. */
final class Pages {

    private static final String ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; style-src 'self'; img-src 'self'";

    /** What Swagger UI needs: scripts, icons within its styles, our document. */
    private static final String WITH_SCRIPTS =
            ALONE + " data:; script-src 'self'; connect-src 'self'; font-src 'self' data:";

    /** ReDoc also makes styles as it goes. */
    private static final String WITH_SCRIPTS_AND_THEIR_STYLES =
            WITH_SCRIPTS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private Pages() {}

    /** The addresses of all files, for templates: {@code STYLE} is {@code {{style}}}. */
    static Map<String, Markup> assets(Asset... assets) {
        return Arrays.stream(assets)
                .collect(Collectors.toMap(
                        asset -> asset.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        asset -> Markup.text(asset.path())));
    }

    /** A page without scripts. */
    static Response still(String html) {
        return page(html, ALONE);
    }

    /** A page that a script of ours makes. */
    static Response scripted(String html) {
        return page(html, WITH_SCRIPTS);
    }

    /** A page that a script makes, its styles included. */
    static Response scriptedAndStyled(String html) {
        return page(html, WITH_SCRIPTS_AND_THEIR_STYLES);
    }

    private static Response page(String html, String policy) {
        return Response.ok(html, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
