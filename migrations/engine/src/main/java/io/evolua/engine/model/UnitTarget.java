package io.evolua.engine.model;

import io.evolua.engine.schema.Schema;

/** What a persistence unit asks of a database. */
public sealed interface UnitTarget {

    /** The tables themselves, from EclipseLink's metadata. */
    record Tables(Schema schema) implements UnitTarget {}

    /**
     * The statements with which the unit's own provider makes its tables. What they make in an empty database is the
     * target, but for the names in it that nobody chose: {@link ProviderNames}.
     *
     * @param provider whose they are, for messages
     * @param sql statements, each ended by a semicolon
     */
    record Ddl(String provider, String sql) implements UnitTarget {}
}
