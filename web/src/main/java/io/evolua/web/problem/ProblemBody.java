package io.evolua.web.problem;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;

/** The facts of an error, from which both forms on the wire are made. */
record ProblemBody(Response.StatusType status, JsonValue detail) {

    /** The contract's form: {@code {"detail": …}}. */
    JsonObject plain() {
        return JSON.createObjectBuilder().add("detail", detail).build();
    }

    /**
     * RFC 9457. There, {@code detail} is a sentence, so that the list of a validation failure becomes the extension
     * {@code errors}.
     */
    JsonObject problemDetails() {
        var problem = JSON.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode());
        if (detail instanceof JsonString) {
            problem.add("detail", detail);
        } else {
            problem.add("detail", "The request is not valid.").add("errors", detail);
        }
        return problem.build();
    }
}
