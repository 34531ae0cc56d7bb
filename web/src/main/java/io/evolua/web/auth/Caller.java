package io.evolua.web.auth;

import io.evolua.web.problem.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigInteger;
import java.security.Principal;

/** Who sent the request, on resources that are {@link Authenticated}. */
public record Caller(long id, String email) implements Principal {

    /** Who sent the request. */
    public static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the resource is not @Authenticated");
    }

    /**
     * Users change themselves only. Whether there is a user with the number, the others do not learn.
     *
     * @throws Problem 403
     */
    public void mustBe(BigInteger user) {
        if (!BigInteger.valueOf(id).equals(user)) {
            throw new Problem(Response.Status.FORBIDDEN, "Not enough permissions");
        }
    }

    @Override
    public String getName() {
        return email;
    }
}
