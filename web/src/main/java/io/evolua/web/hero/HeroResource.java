package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.web.conditional.Preconditions;
import io.evolua.web.idempotency.Answer;
import io.evolua.web.idempotency.Attempt;
import io.evolua.web.idempotency.Idempotency;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.Links;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /heroes}. */
@Path("/heroes")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public class HeroResource {

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
        Optional<HeroForm> form = HeroForm.read(body, violations);
        Optional<Attempt> attempt = Attempt.read(key, "POST /heroes", "", body, violations);
        violations.refuse();
        return idempotency.answer(attempt, keep -> {
            HeroService.Creation creation =
                    heroes.create(form.orElseThrow(), hero -> keep.accept(answer(Response.Status.CREATED, hero)));
            return answer(creation.isNew() ? Response.Status.CREATED : Response.Status.OK, creation.hero());
        });
    }

    private static Answer answer(Response.Status status, Hero hero) {
        return new Answer(status, URI.create("heroes/" + hero.id()), tag(hero), HeroPublic.of(hero));
    }

    @GET
    public Response list(@Context UriInfo request) {
        MultivaluedMap<String, String> parameters = request.getQueryParameters();
        Violations violations = new Violations();
        Optional<PageQuery> query = PageQuery.read(parameters, violations);
        Parameters read = new Parameters(violations);
        Optional<UUID> after = query.flatMap(PageQuery::after).flatMap(text -> read.uuidInQuery("after", text));
        Optional<String> name = PageQuery.last(parameters, "name").flatMap(text -> read.textInQuery("name", text));
        Optional<String> source =
                PageQuery.last(parameters, "source").flatMap(text -> read.textInQuery("source", text));
        violations.refuse();
        Slice<HeroPublic> slice =
                heroes.list(query.orElseThrow(), after, name, source).map(HeroPublic::of);
        return Response.ok(new HeroList(slice.items()))
                .header(HttpHeaders.LINK, Links.of(request, query.orElseThrow(), slice, HeroPublic::id))
                .build();
    }

    @GET
    @Path("{hero_id}")
    public Response read(@PathParam("hero_id") String id, @Context Request request) {
        Violations violations = new Violations();
        Optional<UUID> key = new Parameters(violations).uuidInPath("hero_id", id);
        violations.refuse();
        Hero hero = heroes.find(key.orElseThrow());
        return Preconditions.of(request)
                .notModified(tag(hero))
                .orElseGet(() -> Response.ok(HeroPublic.of(hero)).tag(tag(hero)).build());
    }

    /** Heroes never change. */
    private static EntityTag tag(Hero hero) {
        return Preconditions.tag(hero.createdAt());
    }
}
