package io.evolua.web.cors;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/**
 * Tells browsers which pages may read the answers (the Fetch standard's CORS protocol). Tokens travel in a header that
 * pages set themselves, so that no answer is marked as one for credentials that browsers add.
 */
@PreMatching
final class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String ANY = "*";

    private final Set<String> origins;

    CorsFilter(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString(REQUEST_METHOD) != null;
        if (preflight) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!origins.contains(ANY)) {
            headers.add(HttpHeaders.VARY, ORIGIN);
        }
        allowed(request).ifPresent(origin -> {
            headers.putSingle(ALLOW_ORIGIN, origin);
            headers.putSingle("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Correlation-Id");
            if (request.getMethod().equals(HttpMethod.OPTIONS)) {
                headers.putSingle("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
                headers.putSingle(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match");
                headers.putSingle("Access-Control-Max-Age", 600);
            }
        });
    }

    private Optional<String> allowed(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(ORIGIN))
                .flatMap(origin -> origins.contains(ANY)
                        ? Optional.of(ANY)
                        : Optional.of(origin).filter(origins::contains));
    }
}
