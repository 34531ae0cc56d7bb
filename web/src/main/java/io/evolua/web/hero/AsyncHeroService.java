package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.persistence.AsyncHeroRepository;
import io.evolua.persistence.DatabaseFailure;
import io.evolua.web.async.AsyncUnits;
import io.evolua.web.async.Portions;
import io.evolua.web.component.Component;
import io.evolua.web.hero.HeroService.Creation;
import io.evolua.web.idempotency.Answer;
import io.evolua.web.idempotency.AsyncIdempotency;
import io.evolua.web.paging.Slice;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rules of {@link HeroService} without waiting: each unit of work is a transaction of the non-blocking driver. */
@Component
public class AsyncHeroService {

    private final AsyncHeroRepository heroes;

    @Inject
    AsyncHeroService(AsyncHeroRepository heroes) {
        this.heroes = heroes;
    }

    /**
     * Stores a new hero, or finds the one that has the name already; requests of the same moment included.
     *
     * @param keep keeps the answer in the transaction that stores it
     */
    CompletionStage<Answer> create(HeroForm form, AsyncUnits units, AsyncIdempotency.Keep keep) {
        return existing(form.name(), units)
                .thenCompose(found -> found.<CompletionStage<Creation>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> add(form, units, keep)))
                .thenApply(AsyncHeroService::answer);
    }

    private CompletionStage<Creation> add(HeroForm form, AsyncUnits units, AsyncIdempotency.Keep keep) {
        return units.transaction(transaction -> heroes.add(transaction, form.name(), form.source())
                        .thenApply(HeroService::made)
                        .thenCompose(
                                made -> keep.keep(transaction, answer(made)).thenApply(kept -> made)))
                .exceptionallyCompose(error -> DatabaseFailure.of(error) == DatabaseFailure.DUPLICATE
                        ? existing(form.name(), units).thenCompose(found -> found.<CompletionStage<Creation>>map(
                                        CompletableFuture::completedFuture)
                                .orElseGet(() -> CompletableFuture.failedFuture(error)))
                        : CompletableFuture.failedFuture(error));
    }

    private static Answer answer(Creation creation) {
        return HeroAnswers.creation(AsyncHeroResource.PATH, creation);
    }

    /** Reads a hero. Fails with 404 when there is none. */
    CompletionStage<Hero> find(UUID id, AsyncUnits units) {
        return units.transaction(transaction -> heroes.find(transaction, id))
                .thenApply(found -> found.orElseThrow(HeroService::notFound));
    }

    /** A part of the list of those who fulfil all filters that are present. */
    CompletionStage<Slice<Hero>> list(HeroQuery query, AsyncUnits units) {
        return units.transaction(transaction ->
                        heroes.many(transaction, query.filter(), query.page().withOneMore()))
                .thenApply(found -> Slice.of(found, query.page()));
    }

    /** All of those who fulfil all filters that are present, portion by portion. */
    CompletionStage<Portions<Hero>> all(HeroQuery query, AsyncUnits units) {
        return Portions.of(
                units,
                consumer -> units.streaming(transaction -> heroes.stream(transaction, query.filter(), consumer)));
    }

    private CompletionStage<Optional<Creation>> existing(String name, AsyncUnits units) {
        return units.transaction(transaction -> heroes.withName(transaction, name))
                .thenApply(found -> found.map(hero -> new Creation(hero, false)));
    }
}
