package io.evolua.engine.schema;

/**
 * How a column stores long values, where that is not how its type does.
 *
 * @param said {@code plain}, {@code external}, {@code extended} or {@code main}
 * @param ofType what it is if nothing is said, likewise
 */
public record Storage(String said, String ofType) {}
