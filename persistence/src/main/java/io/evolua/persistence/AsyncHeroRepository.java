package io.evolua.persistence;

import io.evolua.domain.hero.Hero;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** All heroes, without waiting. */
@Dependent
public class AsyncHeroRepository extends AsyncRepository<Hero, UUID> {

    private static final String COLUMNS = "id, name, app_src, created_at";
    private static final String ADD = "insert into heroes (name, app_src) values ($1, $2) returning " + COLUMNS;

    AsyncHeroRepository() {
        super("heroes", COLUMNS, AsyncHeroRepository::hero);
    }

    private static Hero hero(Row row) {
        return Hero.stored(row.getUUID(0), row.getString(1), row.getString(2), row.getOffsetDateTime(3));
    }

    /** The hero with the name. */
    public CompletionStage<Optional<Hero>> withName(AsyncTransaction transaction, String name) {
        return one(transaction, SqlCondition.equal("name", name));
    }

    /** A part of the list of those that are asked for, in the order of the key. */
    public CompletionStage<List<Hero>> many(AsyncTransaction transaction, HeroFilter filter, Page page) {
        return many(transaction, filter.sqlCondition(), page);
    }

    /** All that are asked for, in portions; see {@link AsyncRepository#stream}. */
    public CompletionStage<Void> stream(
            AsyncTransaction transaction,
            HeroFilter filter,
            Function<? super List<Hero>, ? extends CompletionStage<Void>> consumer) {
        return stream(transaction, filter.sqlCondition(), consumer);
    }

    /** Stores a new hero. Fails with {@link DatabaseFailure#DUPLICATE} when the name is taken. */
    public CompletionStage<Hero> add(AsyncTransaction transaction, String name, String source) {
        return transaction
                .run(ADD, List.of(name, source))
                .map(rows -> forms(rows).get(0))
                .toCompletionStage();
    }
}
