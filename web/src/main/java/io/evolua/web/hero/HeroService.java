package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.persistence.DatabaseFailure;
import io.evolua.web.component.Component;
import io.evolua.web.paging.Slice;
import io.evolua.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The rules for heroes: a name is stored once, and whoever comes second gets the first one's hero. */
@Component
public class HeroService {

    private final HeroChanges changes;

    @Inject
    HeroService(HeroChanges changes) {
        this.changes = changes;
    }

    /** A hero, and whether this request made it. */
    record Creation(Hero hero, boolean isNew) {}

    /**
     * Stores a new hero, or finds the one that has the name already; requests of the same moment included.
     *
     * @param also what else is done in the transaction that stores it
     */
    Creation create(HeroForm form, Consumer<Creation> also) {
        return existing(form.name()).orElseGet(() -> {
            try {
                return made(changes.add(form.name(), form.source(), hero -> also.accept(made(hero))));
            } catch (RuntimeException e) {
                if (DatabaseFailure.of(e) == DatabaseFailure.DUPLICATE) {
                    return existing(form.name()).orElseThrow(() -> e);
                }
                throw e;
            }
        });
    }

    /** Reads a hero. @throws Problem 404 when there is none */
    Hero find(UUID id) {
        return changes.find(id).orElseThrow(HeroService::notFound);
    }

    /** A part of the list of those who fulfil all filters that are present. */
    Slice<Hero> list(HeroQuery query) {
        return Slice.of(changes.list(query.filter().condition(), query.page().withOneMore()), query.page());
    }

    /** All of those who fulfil all filters that are present, one after the other. */
    void forEach(HeroQuery query, Consumer<Hero> consumer) {
        changes.forEach(query.filter().condition(), consumer);
    }

    static Creation made(Hero hero) {
        return new Creation(hero, true);
    }

    static Problem notFound() {
        return new Problem(Response.Status.NOT_FOUND, "Hero not found");
    }

    private Optional<Creation> existing(String name) {
        return changes.withName(name).map(hero -> new Creation(hero, false));
    }
}
