package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A hero on the wire. */
@JsonbPropertyOrder({"id", "name", "source", "createdAt"})
public record HeroPublic(
        UUID id,
        String name,
        String source,
        @JsonbProperty("created_at") OffsetDateTime createdAt) {

    static HeroPublic of(Hero hero) {
        return new HeroPublic(hero.id(), hero.name(), hero.source(), hero.createdAt());
    }
}
