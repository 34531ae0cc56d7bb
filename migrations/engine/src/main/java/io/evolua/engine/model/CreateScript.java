package io.evolua.engine.model;

/**
 * SQL that a persistence unit names in {@code jakarta.persistence.schema-generation.create-script-source}.
 *
 * @param name for messages: the unit's word for it
 * @param beforeTables whether it is run before the tables are made ({@code script-then-metadata})
 */
public record CreateScript(String name, String text, boolean beforeTables) {}
