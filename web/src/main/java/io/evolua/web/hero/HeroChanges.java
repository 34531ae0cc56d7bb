package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.persistence.Condition;
import io.evolua.persistence.HeroRepository;
import io.evolua.persistence.Page;
import io.evolua.web.component.Component;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The units of work on heroes: each change is one transaction, done altogether or not at all; what is
 * read with one statement needs none. */
@Component
public class HeroChanges {

    private final HeroRepository heroes;

    @Inject
    HeroChanges(HeroRepository heroes) {
        this.heroes = heroes;
    }

    /** Stores a new hero, and does something else along with it. */
    @Transactional
    public Hero add(String name, String source, Consumer<Hero> also) {
        Hero hero = new Hero(name, source);
        heroes.add(hero);
        also.accept(hero);
        return hero;
    }

    /** Reads the hero with a name. */
    public Optional<Hero> withName(String name) {
        return heroes.withName(name);
    }

    /** Reads a hero. */
    public Optional<Hero> find(UUID id) {
        return heroes.find(id);
    }

    /** Reads a part of the list. */
    public List<Hero> list(Condition<Hero> condition, Page page) {
        return heroes.many(condition, page);
    }

    /** Reads all, one after the other, in one transaction. */
    @Transactional
    public void forEach(Condition<Hero> condition, Consumer<Hero> consumer) {
        try (Stream<Hero> all = heroes.stream(condition)) {
            all.forEach(consumer);
        }
    }
}
