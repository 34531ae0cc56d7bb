package io.evolua.web.auth;

import io.evolua.domain.user.User;
import io.evolua.web.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who the caller is from {@code Authorization: Bearer …} (RFC 6750), and turns away whoever is nobody. */
@Provider
@Authenticated
@Priority(Priorities.AUTHENTICATION)
@Dependent
public class BearerFilter implements ContainerRequestFilter {

    private final Tokens tokens;
    private final Accounts accounts;

    @Inject
    BearerFilter(Tokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String token = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> unauthorized("Not authenticated"));
        User user = tokens.subject(token)
                .flatMap(accounts::withEmail)
                .orElseThrow(() -> unauthorized("Could not validate credentials"));
        boolean secure = request.getSecurityContext().isSecure();
        request.setSecurityContext(new CallerContext(new Caller(user.id(), user.email()), secure));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        return scheme.equalsIgnoreCase("Bearer")
                ? Optional.of(space < 0 ? "" : authorization.substring(space).strip())
                : Optional.empty();
    }

    private static Problem unauthorized(String detail) {
        return new Problem(Response.Status.UNAUTHORIZED, detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
