package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.web.conditional.Preconditions;
import io.evolua.web.idempotency.Answer;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.Links;
import io.evolua.web.paging.Slice;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** What clients get, whichever driver it came by. */
final class HeroAnswers {

    private HeroAnswers() {}

    /**
     * A hero that was asked to be made.
     *
     * @param path of all heroes, relative to the service
     */
    static Answer creation(String path, HeroService.Creation creation) {
        Hero hero = creation.hero();
        return new Answer(
                creation.isNew() ? Response.Status.CREATED : Response.Status.OK,
                URI.create(path + "/" + hero.id()),
                tag(hero),
                HeroPublic.of(hero));
    }

    /** A part of the list. */
    static Response list(URI request, HeroQuery query, Slice<Hero> heroes) {
        Slice<HeroPublic> slice = heroes.map(HeroPublic::of);
        return Response.ok(new HeroList(slice.items()))
                .header(HttpHeaders.LINK, Links.of(request, query.page(), slice, HeroPublic::id))
                .build();
    }

    /** A hero, if the client does not have it already. */
    static Response one(Preconditions preconditions, Hero hero) {
        return preconditions
                .notModified(tag(hero))
                .orElseGet(() -> Response.ok(HeroPublic.of(hero)).tag(tag(hero)).build());
    }

    /** Reads the key in the path. @throws Problem 422 when it is none */
    static UUID key(String text) {
        Violations violations = new Violations();
        Optional<UUID> key = new Parameters(violations).uuidInPath("hero_id", text);
        violations.refuse();
        return key.orElseThrow();
    }

    /** Heroes never change. */
    private static EntityTag tag(Hero hero) {
        return Preconditions.tag(hero.createdAt());
    }
}
