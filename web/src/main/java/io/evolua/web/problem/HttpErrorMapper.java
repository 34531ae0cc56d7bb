package io.evolua.web.problem;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.web.edge.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What Jakarta REST itself finds wrong: no such route, no such method. Its headers ({@code Allow}) are kept. */
@Provider
public class HttpErrorMapper implements ExceptionMapper<WebApplicationException> {

    private final HttpServletRequest request;

    /** @param request the one that is being answered */
    public HttpErrorMapper(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(WebApplicationException error) {
        Response given = error.getResponse();
        if (given.getStatusInfo().getFamily() == Response.Status.Family.SERVER_ERROR) {
            // Something went wrong below the framework, which says no more than that.
            return UnexpectedErrorMapper.answer(error, RequestId.assigned(request));
        }
        if (given.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL
                || given.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return given;
        }
        // The reason phrase of the status, not of the exception, which may hold the framework's own words.
        Response.StatusType status = Response.Status.fromStatusCode(given.getStatus());
        Response.StatusType known = status == null ? given.getStatusInfo() : status;
        Response.ResponseBuilder answer =
                Response.status(known).entity(new ProblemBody(known, JSON.createValue(known.getReasonPhrase())));
        given.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }
}
