package io.evolua.web.ndjson;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.persistence.DatabaseFailure;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Objects, each on a line of its own. When nothing can follow after the first was written, the last line says so
 * ({@code {"detail": …}}), because the status has gone out already: a list that was cut off is never taken for a whole one.
 */
public final class Lines implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Lines.class.getName());

    private final OutputStream output;
    private boolean begun;

    Lines(OutputStream output) {
        this.output = output;
    }

    /** Writes one more. @throws UncheckedIOException when the client has left */
    public void write(Object entry) {
        try {
            line(Bodies.JSON.toJson(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeAll(Ndjson.Source source) throws IOException {
        try {
            source.writeTo(this);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            if (!begun) {
                throw e;
            }
            LOG.log(Level.WARNING, e, () -> "a list was cut off");
            boolean away = DatabaseFailure.of(e) == DatabaseFailure.UNREACHABLE;
            Response.Status status = away ? Response.Status.SERVICE_UNAVAILABLE : Response.Status.INTERNAL_SERVER_ERROR;
            line(JSON.createObjectBuilder()
                    .add("detail", status.getReasonPhrase())
                    .build()
                    .toString());
        }
    }

    private void line(String json) throws IOException {
        begun = true;
        output.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        output.flush();
    }

    /** Made when a request first needs it. */
    private static final class Bodies {
        static final Jsonb JSON = JsonbBuilder.create();
    }
}
