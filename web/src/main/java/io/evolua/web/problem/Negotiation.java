package io.evolua.web.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form of the answer. There is one form for success, JSON, so that {@code Accept} never leads to 406 (RFC 9110,
 * 12.4.1 allows to disregard it): it only chooses between the two forms of an error.
 */
@Provider
@PreMatching
public class Negotiation implements ContainerRequestFilter, ContainerResponseFilter {

    static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    private static final String WANTS_PROBLEM_JSON = Negotiation.class.getName();

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(WANTS_PROBLEM_JSON, wantsProblemDetails(request.getHeaderString(HttpHeaders.ACCEPT)));
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    }

    static boolean wantsProblemDetails(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(PROBLEM_JSON.toString());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemBody problem) {
            boolean asked = Boolean.TRUE.equals(request.getProperty(WANTS_PROBLEM_JSON));
            response.setEntity(
                    asked ? problem.problemDetails() : problem.plain(),
                    new Annotation[0],
                    asked ? PROBLEM_JSON : MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
