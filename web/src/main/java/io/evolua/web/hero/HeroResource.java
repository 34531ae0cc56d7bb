package io.evolua.web.hero;

import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.Links;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** {@code /heroes}. */
@Path("/heroes")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public class HeroResource {

    private final HeroService heroes;

    @Inject
    HeroResource(HeroService heroes) {
        this.heroes = heroes;
    }

    @POST
    public Response create(JsonBody body) {
        Violations violations = new Violations();
        Optional<HeroForm> form = HeroForm.read(body, violations);
        violations.refuse();
        HeroService.Creation creation = heroes.create(form.orElseThrow());
        URI location = URI.create("heroes/" + creation.hero().id());
        return (creation.isNew() ? Response.created(location) : Response.ok().location(location))
                .entity(HeroPublic.of(creation.hero()))
                .build();
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
    public HeroPublic read(@PathParam("hero_id") String id) {
        Violations violations = new Violations();
        Optional<UUID> key = new Parameters(violations).uuidInPath("hero_id", id);
        violations.refuse();
        return HeroPublic.of(heroes.find(key.orElseThrow()));
    }
}
