package io.evolua.web.hero;

import io.evolua.web.async.Suspension;
import io.evolua.web.component.Component;
import io.evolua.web.conditional.Preconditions;
import io.evolua.web.idempotency.AsyncIdempotency;
import io.evolua.web.idempotency.Attempt;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import io.evolua.web.ndjson.Ndjson;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /async/heroes}: {@link HeroResource} by the non-blocking driver. */
@Path("/" + AsyncHeroResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Component
public class AsyncHeroResource {

    static final String PATH = "async/heroes";

    private static final String DEFAULT_SOURCE = "async_app";

    private final AsyncHeroService heroes;
    private final AsyncIdempotency idempotency;
    private final Suspension suspension;

    @Inject
    AsyncHeroResource(AsyncHeroService heroes, AsyncIdempotency idempotency, Suspension suspension) {
        this.heroes = heroes;
        this.idempotency = idempotency;
        this.suspension = suspension;
    }

    @POST
    public CompletionStage<Response> create(
            JsonBody body,
            @HeaderParam(Attempt.HEADER) @Nullable String key,
            @Context HttpServletRequest servletRequest) {
        Violations violations = new Violations();
        Optional<HeroForm> form = HeroForm.read(body, DEFAULT_SOURCE, violations);
        Optional<Attempt> attempt = Attempt.read(key, "POST /async/heroes", "", body, violations);
        violations.refuse();
        return suspension.answer(
                servletRequest,
                units -> idempotency.answer(attempt, units, keep -> heroes.create(form.orElseThrow(), units, keep)));
    }

    @GET
    public CompletionStage<Response> list(@Context UriInfo request, @Context HttpServletRequest servletRequest) {
        HeroQuery query = HeroQuery.read(request.getQueryParameters());
        if (Ndjson.isWanted(servletRequest)) {
            return suspension.answer(servletRequest, units -> heroes.all(query, units)
                    .thenApply(all -> Ndjson.response(lines -> all.forEach(hero -> lines.write(HeroPublic.of(hero))))));
        }
        URI uri = request.getRequestUri();
        return suspension.answer(servletRequest, units -> heroes.list(query, units)
                .thenApply(slice -> HeroAnswers.list(uri, query, slice)));
    }

    @GET
    @Path("{hero_id}")
    public CompletionStage<Response> read(
            @PathParam("hero_id") String id,
            @Context ContainerRequestContext request,
            @Context HttpServletRequest servletRequest) {
        UUID key = HeroAnswers.key(id);
        // The request itself: what is injected as one is a stand-in that only works on the request's own thread.
        Preconditions preconditions = Preconditions.of(request.getRequest());
        return suspension.answer(servletRequest, units -> heroes.find(key, units)
                .thenApply(hero -> HeroAnswers.one(preconditions, hero)));
    }
}
