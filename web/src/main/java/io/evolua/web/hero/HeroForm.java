package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import io.evolua.web.input.Fields;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Violations;
import java.util.Optional;
import java.util.Set;

/** What a client says about a hero. */
record HeroForm(String name, String source) {

    /**
     * Reads a body. Empty when violations were noted.
     *
     * @param from where a hero comes from when the client does not say
     */
    static Optional<HeroForm> read(JsonBody body, String from, Violations violations) {
        return body.object(violations).flatMap(object -> {
            Fields fields = new Fields(object, Set.of(), violations);
            Optional<String> name = fields.string("name", Hero.MAX_LENGTH);
            Optional<String> source = fields.optionalString("source", Hero.MAX_LENGTH, from);
            return name.flatMap(text -> source.map(origin -> new HeroForm(text, origin)));
        });
    }
}
