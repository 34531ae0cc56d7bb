package io.evolua.persistence;

import io.evolua.domain.hero.Hero;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** All heroes. */
@ApplicationScoped
public class HeroRepository extends EntityRepository<Hero, UUID> {

    HeroRepository() {
        super(Hero.class);
    }

    /** The hero with the name. */
    public Optional<Hero> withName(String name) {
        return one(Condition.equal("name", name));
    }
}
