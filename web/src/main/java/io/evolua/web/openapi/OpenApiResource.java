package io.evolua.web.openapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * {@code /openapi.json}: the OpenAPI document, written by hand, for it is the contract and not what the code happens to do.
 * The contract's tests hold every answer that they get against it.
 */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public class OpenApiResource {

    private static final byte[] DOCUMENT = load();

    /** The document. */
    @GET
    public byte[] describe() {
        return DOCUMENT.clone();
    }

    private static byte[] load() {
        try (InputStream stream = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            if (stream == null) {
                throw new IllegalStateException(
                        "openapi.json is missing: this WAR was not made by the project's build");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
