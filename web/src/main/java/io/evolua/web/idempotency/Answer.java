package io.evolua.web.idempotency;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The answer to a request that made something, or found that it was there.
 *
 * @param location of what was made, relative to the service
 * @param entity what becomes the body
 */
public record Answer(Response.Status status, URI location, EntityTag tag, Object entity) {

    /** Something was made. */
    public static Answer created(URI location, EntityTag tag, Object entity) {
        return new Answer(Response.Status.CREATED, location, tag, entity);
    }

    Response response() {
        return Response.status(status)
                .location(location)
                .tag(tag)
                .entity(entity)
                .build();
    }
}
