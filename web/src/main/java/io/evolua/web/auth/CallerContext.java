package io.evolua.web.auth;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** What Jakarta REST is told about a caller. There are no roles. */
record CallerContext(Caller caller, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
