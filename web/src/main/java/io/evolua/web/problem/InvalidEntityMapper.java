package io.evolua.web.problem;

import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * An entity that breaks its own rules got past the checks of the input: a defect of this service, and not the client's
 * fault, for which the server's own mapper would take it (400, with an HTML page).
 */
@Provider
public class InvalidEntityMapper implements ExceptionMapper<ValidationException> {

    private final UnexpectedErrorMapper unexpected = new UnexpectedErrorMapper();

    @Override
    public Response toResponse(ValidationException error) {
        return unexpected.toResponse(error);
    }
}
