package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.web.component.Component;
import io.evolua.web.conditional.Preconditions;
import io.evolua.web.idempotency.Attempt;
import io.evolua.web.idempotency.Idempotency;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /heroes}. */
@Path("/" + HeroResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Component
public class HeroResource {

    static final String PATH = "heroes";

    private final HeroService heroes;
    private final Idempotency idempotency;

    @Inject
    HeroResource(HeroService heroes, Idempotency idempotency) {
        this.heroes = heroes;
        this.idempotency = idempotency;
    }

    @POST
    public Response create(JsonBody body, @HeaderParam(Attempt.HEADER) @Nullable String key) {
        Violations violations = new Violations();
        Optional<HeroForm> form = HeroForm.read(body, Hero.DEFAULT_SOURCE, violations);
        Optional<Attempt> attempt = Attempt.read(key, "POST /heroes", "", body, violations);
        violations.refuse();
        return idempotency.answer(
                attempt,
                keep -> HeroAnswers.creation(
                        PATH,
                        heroes.create(form.orElseThrow(), made -> keep.accept(HeroAnswers.creation(PATH, made)))));
    }

    @GET
    public Response list(@Context UriInfo request, @Context HttpServletRequest servletRequest) {
        HeroQuery query = HeroQuery.read(request.getQueryParameters());
        if (Ndjson.isWanted(servletRequest)) {
            return Ndjson.response(lines -> heroes.forEach(query, hero -> lines.write(HeroPublic.of(hero))));
        }
        return HeroAnswers.list(request.getRequestUri(), query, heroes.list(query));
    }

    @GET
    @Path("{hero_id}")
    public Response read(@PathParam("hero_id") String id, @Context Request request) {
        return HeroAnswers.one(Preconditions.of(request), heroes.find(HeroAnswers.key(id)));
    }
}
