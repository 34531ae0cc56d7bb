package io.evolua.web.page;

import io.evolua.web.component.Component;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code /redoc}: the API to read (ReDoc). */
@Path("redoc")
@Component
public class RedocResource {

    @GET
    public Response open() {
        return Pages.scriptedAndStyled(Template.load("redoc.html")
                .fill(Pages.assets(Asset.STYLE, Asset.ICON, Asset.REDOC_SCRIPT, Asset.REDOC_START)));
    }
}
