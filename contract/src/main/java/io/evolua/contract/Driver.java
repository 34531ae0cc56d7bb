package io.evolua.contract;

import io.evolua.contract.client.Hero;

/** The two ways to heroes, which differ in nothing but these. */
public enum Driver {
    BLOCKING("/heroes", "sync_app"),
    NON_BLOCKING("/async/heroes", "async_app");

    private final String path;
    private final String source;

    Driver(String path, String source) {
        this.path = path;
        this.source = source;
    }

    /** Of all heroes, without a slash at the end. */
    public String path() {
        return path;
    }

    /** Of one hero. */
    public String path(Hero hero) {
        return path + "/" + hero.id();
    }

    /** Where a hero comes from when nobody says so. */
    public String source() {
        return source;
    }
}
