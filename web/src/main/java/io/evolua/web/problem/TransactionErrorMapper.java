package io.evolua.web.problem;

import io.evolua.web.edge.RequestId;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A transaction that could not be ended: whether it was committed is not known. Jersey has a mapper of its own for this
 * class, which throws the error on to the servlet container; so it needs one here that comes before it.
 */
@Provider
@Priority(1)
public class TransactionErrorMapper implements ExceptionMapper<TransactionalException> {

    private final HttpServletRequest request;

    /** @param request the one that is being answered */
    public TransactionErrorMapper(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(TransactionalException error) {
        return UnexpectedErrorMapper.answer(error, RequestId.assigned(request));
    }
}
