package io.evolua.persistence;

import io.evolua.domain.hero.Hero;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which heroes are asked for: those that have all that is present. */
public record HeroFilter(Optional<UUID> after, Optional<String> name, Optional<String> source) {

    /** Every hero. */
    public static HeroFilter all() {
        return new HeroFilter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The filter in the terms of Jakarta Persistence. */
    public Condition<Hero> condition() {
        List<Condition<Hero>> conditions = new ArrayList<>();
        after.ifPresent(key -> conditions.add(Condition.after("id", key)));
        name.ifPresent(text -> conditions.add(Condition.equal("name", text)));
        source.ifPresent(text -> conditions.add(Condition.equal("source", text)));
        return Condition.allOf(conditions);
    }

    SqlCondition sqlCondition() {
        return after.map(key -> SqlCondition.after("id", key))
                .orElse(SqlCondition.all())
                .and(name.map(text -> SqlCondition.equal("name", text)).orElse(SqlCondition.all()))
                .and(source.map(text -> SqlCondition.equal("app_src", text)).orElse(SqlCondition.all()));
    }
}
