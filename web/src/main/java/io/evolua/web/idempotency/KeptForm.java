package io.evolua.web.idempotency;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.domain.idempotency.KeptAnswer;
import io.evolua.web.input.Violations;
import io.evolua.web.problem.Problem;
import jakarta.json.JsonReader;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;

/** Answers in the form in which they are kept, and back. */
final class KeptForm {

    private KeptForm() {}

    /** An answer as it is kept. */
    static KeptAnswer.Content of(Attempt attempt, Answer answer) {
        return new KeptAnswer.Content(
                attempt.fingerprint(),
                answer.status().getStatusCode(),
                Optional.of(answer.location().toString()),
                Optional.of(answer.tag().getValue()),
                Bodies.JSON.toJson(answer.entity()));
    }

    /** A conflict as it is kept. */
    static KeptAnswer.Content of(Attempt attempt, Problem problem) {
        return new KeptAnswer.Content(
                attempt.fingerprint(),
                problem.status().getStatusCode(),
                Optional.empty(),
                Optional.empty(),
                problem.detail().toString());
    }

    /**
     * Says it again.
     *
     * @throws Problem 422 when the key was used with another body; 409 when that was the answer
     */
    static Response replay(Attempt attempt, KeptAnswer.Content answer) {
        if (!answer.fingerprint().equals(attempt.fingerprint())) {
            Violations violations = new Violations();
            violations.addInHeader(Attempt.HEADER, "The key was used with another body already.", attempt.key());
            violations.refuse();
        }
        if (answer.status() == Response.Status.CONFLICT.getStatusCode()) {
            try (JsonReader detail = JSON.createReader(new StringReader(answer.body()))) {
                throw new Problem(Response.Status.CONFLICT, detail.readValue());
            }
        }
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body());
        answer.location().map(URI::create).ifPresent(response::location);
        answer.etag().ifPresent(response::tag);
        return response.build();
    }

    /** Made when a request first needs it. */
    private static final class Bodies {
        static final Jsonb JSON = JsonbBuilder.create();
    }
}
