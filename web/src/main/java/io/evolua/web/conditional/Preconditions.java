package io.evolua.web.conditional;

import io.evolua.web.problem.Problem;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** What a client says about the version it knows: {@code If-Match} and {@code If-None-Match}. */
public final class Preconditions {

    private static final long MICROS = 1_000_000;

    private final Request request;

    private Preconditions(Request request) {
        this.request = request;
    }

    /** The conditions of a request; without any, everything fulfils them. */
    public static Preconditions of(Request request) {
        return new Preconditions(request);
    }

    /** The tag of what last changed at a time: its microseconds, which is what the database holds. */
    public static EntityTag tag(OffsetDateTime changed) {
        long micros = changed.toEpochSecond() * MICROS + changed.get(ChronoField.MICRO_OF_SECOND);
        return new EntityTag(Long.toString(micros, Character.MAX_RADIX));
    }

    /**
     * Before a change.
     *
     * @throws Problem 412 when the client's version is not the one there is
     */
    public void require(EntityTag tag) {
        boolean failed;
        try {
            failed = request.evaluatePreconditions(tag) != null;
        } catch (ProcessingException | BadRequestException e) {
            // What is no tag is not the tag of anything.
            failed = true;
        }
        if (failed) {
            throw new Problem(Response.Status.PRECONDITION_FAILED, "Precondition Failed");
        }
    }

    /** Before a read: the answer 304 when the client has what there is already. */
    public Optional<Response> notModified(EntityTag tag) {
        try {
            return Optional.ofNullable(request.evaluatePreconditions(tag))
                    .filter(given -> given.build().getStatus() == Response.Status.NOT_MODIFIED.getStatusCode())
                    .map(given -> given.tag(tag).build());
        } catch (ProcessingException | BadRequestException e) {
            return Optional.empty();
        }
    }
}
