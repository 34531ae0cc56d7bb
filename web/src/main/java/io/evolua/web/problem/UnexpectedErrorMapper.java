package io.evolua.web.problem;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.persistence.DatabaseFailure;
import io.evolua.web.edge.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything else. The client learns that it went wrong and a number to quote; what went wrong stands in the log beside
 * that number. While the database is away the answer is 503: the same request may succeed later.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final String CORRELATION_ID = "X-Correlation-Id";

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class.getName());
    private static final int RETRY_AFTER_SECONDS = 5;

    private final HttpServletRequest request;

    /** @param request the one that is being answered */
    public UnexpectedErrorMapper(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable error) {
        return answer(error, RequestId.assigned(request));
    }

    static Response answer(Throwable error, String id) {
        if (DatabaseFailure.of(error) == DatabaseFailure.UNREACHABLE) {
            // Without the stack: while the database is away, every request would write the same one.
            log(
                    Level.WARNING,
                    "database not reachable, answered 503, correlation id " + id + ": " + root(error),
                    id,
                    null);
            return answer(Response.Status.SERVICE_UNAVAILABLE, id)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        log(Level.SEVERE, "unexpected error, answered 500, correlation id " + id, id, error);
        return answer(Response.Status.INTERNAL_SERVER_ERROR, id).build();
    }

    /** A parameter that is a map becomes members of the log's JSON. */
    private static void log(Level level, String text, String id, @Nullable Throwable error) {
        LogRecord line = new LogRecord(level, text);
        line.setLoggerName(LOG.getName());
        line.setThrown(error);
        line.setParameters(new Object[] {Map.of("requestId", id)});
        LOG.log(line);
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
                .entity(new ProblemBody(status, JSON.createValue(status.getReasonPhrase())));
    }
}
