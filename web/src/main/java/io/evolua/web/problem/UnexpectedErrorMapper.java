package io.evolua.web.problem;

import io.evolua.persistence.DatabaseFailure;
import jakarta.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Everything else. The client learns that it went wrong and a number to quote; what went wrong stands in the log beside
 * that number. While the database is away the answer is 503: the same request may succeed later.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    static final String CORRELATION_ID = "X-Correlation-Id";

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class.getName());
    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public Response toResponse(Throwable error) {
        String id = UUID.randomUUID().toString();
        if (DatabaseFailure.of(error) == DatabaseFailure.UNREACHABLE) {
            // Without the stack: while the database is away, every request would write the same one.
            LOG.log(
                    Level.WARNING,
                    () -> "database not reachable, answered 503, correlation id " + id + ": " + root(error));
            return answer(Response.Status.SERVICE_UNAVAILABLE, id)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        LOG.log(Level.SEVERE, error, () -> "unexpected error, answered 500, correlation id " + id);
        return answer(Response.Status.INTERNAL_SERVER_ERROR, id).build();
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0; depth < 50; depth++) {
            Throwable cause = root.getCause();
            if (cause == null) {
                return root;
            }
            root = cause;
        }
        return root;
    }

    private static Response.ResponseBuilder answer(Response.Status status, String id) {
        return Response.status(status)
                .header(CORRELATION_ID, id)
                .entity(new ProblemBody(status, Json.createValue(status.getReasonPhrase())));
    }
}
