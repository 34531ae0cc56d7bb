package io.evolua.web.page;

import io.evolua.web.component.Component;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code /docs}: a page to try the API (Swagger UI). */
@Path("docs")
@Component
public class DocsResource {

    @GET
    public Response open() {
        return Pages.scripted(Template.load("docs.html")
                .fill(Pages.assets(
                        Asset.STYLE, Asset.ICON, Asset.SWAGGER_STYLE, Asset.SWAGGER_SCRIPT, Asset.DOCS_SCRIPT)));
    }
}
