package io.evolua.web.page;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The files that pages consist of. Under an address there is never another content, so that browsers keep it. */
@Path("assets/{digest}/{file}")
@Dependent
public class AssetResource {

    @GET
    public Response get(@PathParam("digest") String digest, @PathParam("file") String file) {
        Asset asset = Asset.find(digest, file).orElseThrow(NotFoundException::new);
        return Response.ok(asset.open(), asset.type())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
