package io.evolua.web.problem;

import io.evolua.web.edge.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * An entity that breaks its own rules got past the checks of the input: a defect of this service, and not the client's
 * fault, for which the server's own mapper would take it (400, with an HTML page).
 */
@Provider
public class InvalidEntityMapper implements ExceptionMapper<ValidationException> {

    private final HttpServletRequest request;

    /** @param request the one that is being answered */
    public InvalidEntityMapper(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(ValidationException error) {
        return UnexpectedErrorMapper.answer(error, RequestId.assigned(request));
    }
}
