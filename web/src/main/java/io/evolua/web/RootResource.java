package io.evolua.web;

import io.evolua.web.component.Component;
import io.evolua.web.page.HtmlWanted;
import io.evolua.web.page.LandingPage;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The front door. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Component
public class RootResource {

    private final LandingPage landingPage;

    @Inject
    RootResource(LandingPage landingPage) {
        this.landingPage = landingPage;
    }

    /**
     * A greeting, which also says that requests arrive; for browsers, a page. The request is the servlet container's,
     * because the service takes {@code Accept} out of its own.
     */
    @GET
    public Response greet(@Context HttpServletRequest request) {
        return HtmlWanted.by(request.getHeader(HttpHeaders.ACCEPT))
                ? landingPage.open()
                : Response.ok(new Message("Olá Mundo!"))
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build();
    }
}
