package io.evolua.web.page;

import io.evolua.web.component.Component;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** The files that pages consist of. Under an address there is never another content, so that browsers keep it. */
@Path("assets/{digest}/{file}")
@Component
public class AssetResource {

    @GET
    public Response get(@PathParam("digest") String digest, @PathParam("file") String name) {
        Asset asset = Asset.find(digest, name).orElseThrow(NotFoundException::new);
        StreamingOutput content = stream -> {
            try (InputStream file = asset.open()) {
                file.transferTo(stream);
            }
        };
        return Response.ok(content, asset.type())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
