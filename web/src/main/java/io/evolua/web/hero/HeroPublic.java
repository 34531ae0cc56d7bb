package io.evolua.web.hero;

import io.evolua.domain.hero.Hero;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** A hero on the wire. The time is UTC, whatever the zone of this machine. */
@JsonbPropertyOrder({"id", "name", "source", "created_at"})
public record HeroPublic(UUID id, String name, String source, OffsetDateTime created_at) {

    static HeroPublic of(Hero hero) {
        return new HeroPublic(
                hero.id(), hero.name(), hero.source(), hero.createdAt().withOffsetSameInstant(ZoneOffset.UTC));
    }
}
