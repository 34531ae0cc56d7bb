package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.persistence.Condition;
import io.evolua.persistence.DatabaseFailure;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import io.evolua.web.problem.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The rules for heroes: a name is stored once, and whoever comes second gets the first one's hero. */
@Dependent
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
    Creation create(HeroForm form, Consumer<Hero> also) {
        return existing(form.name()).orElseGet(() -> {
            try {
                return new Creation(changes.add(form.name(), form.source(), also), true);
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
        return changes.find(id).orElseThrow(() -> new Problem(Response.Status.NOT_FOUND, "Hero not found"));
    }

    /** A part of the list of those who fulfil all filters that are present. */
    Slice<Hero> list(PageQuery query, Optional<UUID> after, Optional<String> name, Optional<String> source) {
        List<Condition<Hero>> conditions = new ArrayList<>();
        after.ifPresent(key -> conditions.add(Condition.after("id", key)));
        name.ifPresent(text -> conditions.add(Condition.equal("name", text)));
        source.ifPresent(text -> conditions.add(Condition.equal("source", text)));
        return Slice.of(changes.list(Condition.allOf(conditions), query.withOneMore()), query);
    }

    private Optional<Creation> existing(String name) {
        return changes.withName(name).map(hero -> new Creation(hero, false));
    }
}
