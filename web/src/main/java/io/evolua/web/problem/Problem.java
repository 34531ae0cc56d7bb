package io.evolua.web.problem;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/**
 * A request cannot be answered as the client hoped, for a reason the client is told. Expected: it is not logged.
 *
 * <p>The detail of a validation failure is a list, of all others a sentence.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemBody body;

    /** A problem that one sentence explains. */
    public Problem(Response.StatusType status, String detail) {
        this(status, Json.createValue(detail));
    }

    /** A problem with its detail as it goes out. */
    public Problem(Response.StatusType status, JsonValue detail) {
        super(status.getStatusCode() + " " + detail, null, false, false);
        this.body = new ProblemBody(status, detail);
    }

    /** What the client gets. */
    ProblemBody body() {
        return body;
    }
}
