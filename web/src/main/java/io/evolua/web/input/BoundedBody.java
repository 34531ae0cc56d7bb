package io.evolua.web.input;

import io.evolua.web.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A body is read once, up to a size that no request of this service comes near. */
final class BoundedBody {

    /** Larger bodies are answered with 413. */
    private static final int MAX_BYTES = 64 * 1024;

    private BoundedBody() {}

    /** All of it. @throws Problem 413 when it is too large, 408 when it does not come or ends too early */
    static byte[] read(InputStream stream) {
        byte[] bytes;
        try {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            // The client's doing, or its network's: nothing went wrong here.
            throw new Problem(Response.Status.REQUEST_TIMEOUT, "Request Timeout", Map.of("Connection", "close"));
        }
        if (bytes.length > MAX_BYTES) {
            throw new Problem(Response.Status.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large");
        }
        return bytes;
    }

    /** Type and subtype of a content type, in lower case and without parameters; empty when there is none. */
    static String essence(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
