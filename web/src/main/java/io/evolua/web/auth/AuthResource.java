package io.evolua.web.auth;

import io.evolua.web.component.Component;
import io.evolua.web.input.FormBody;
import io.evolua.web.input.Violations;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** {@code /auth}. */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Component
public class AuthResource {

    private final Login login;
    private final Tokens tokens;

    @Inject
    AuthResource(Login login, Tokens tokens) {
        this.login = login;
        this.tokens = tokens;
    }

    @POST
    @Path("token")
    public Response login(FormBody form, @Context HttpServletRequest request) {
        Violations violations = new Violations();
        Optional<Credentials> credentials = Credentials.read(form, violations);
        violations.refuse();
        return answer(login.token(credentials.orElseThrow(), request));
    }

    @POST
    @Path("refresh_token")
    @Authenticated
    public Response refresh(@Context SecurityContext security) {
        return answer(tokens.issue(Caller.of(security).email()));
    }

    /** RFC 6749, 5.1: nobody on the way keeps it. */
    private static Response answer(String token) {
        return Response.ok(Token.bearer(token))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
