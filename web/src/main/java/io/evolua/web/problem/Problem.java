package io.evolua.web.problem;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * A request cannot be answered as the client hoped, for a reason the client is told. Expected: it is not logged.
 *
 * <p>The detail of a validation failure is a list, of all others a sentence.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemBody body;
    private final transient Map<String, String> headers;

    /** A problem that one sentence explains. */
    public Problem(Response.StatusType status, String detail) {
        this(status, JSON.createValue(detail));
    }

    /** A problem with its detail as it goes out. */
    public Problem(Response.StatusType status, JsonValue detail) {
        this(status, detail, Map.of());
    }

    /** A problem that one sentence and some headers explain. */
    public Problem(Response.StatusType status, String detail, Map<String, String> headers) {
        this(status, JSON.createValue(detail), headers);
    }

    private Problem(Response.StatusType status, JsonValue detail, Map<String, String> headers) {
        super(status.getStatusCode() + " " + detail, null, false, false);
        this.body = new ProblemBody(status, detail);
        this.headers = Map.copyOf(headers);
    }

    /** The status it is answered with. */
    public Response.StatusType status() {
        return body.status();
    }

    /** What explains it. */
    public JsonValue detail() {
        return body.detail();
    }

    /** What the client gets. */
    Response response() {
        Response.ResponseBuilder response = Response.status(body.status()).entity(body);
        headers.forEach(response::header);
        return response.build();
    }
}
