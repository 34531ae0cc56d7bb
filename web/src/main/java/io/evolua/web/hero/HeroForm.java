package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.web.input.Fields;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import java.util.Optional;
import java.util.Set;

/** What a client says about a hero. */
record HeroForm(String name, String source) {

    /** Reads a body. Empty when violations were noted. */
    static Optional<HeroForm> read(JsonBody body, Violations violations) {
        return body.object(violations).flatMap(object -> {
            Fields fields = new Fields(object, Set.of(), violations);
            Optional<String> name = fields.string("name", Hero.MAX_LENGTH);
            Optional<String> source = fields.optionalString("source", Hero.MAX_LENGTH, Hero.DEFAULT_SOURCE);
            return name.flatMap(text -> source.map(from -> new HeroForm(text, from)));
        });
    }
}
