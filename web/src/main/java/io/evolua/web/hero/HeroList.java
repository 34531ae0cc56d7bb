package io.evolua.web.hero;

import java.util.List;

/** A part of the list of heroes. */
public record HeroList(List<HeroPublic> heroes) {

    /** Keeps the heroes apart from the list they came in. */
    public HeroList {
        heroes = List.copyOf(heroes);
    }
}
