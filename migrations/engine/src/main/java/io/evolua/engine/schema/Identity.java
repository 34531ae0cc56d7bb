package io.evolua.engine.schema;

/**
 * The identity property of a column ({@code GENERATED … AS IDENTITY}).
 *
 * @param always {@code GENERATED ALWAYS}; false for {@code BY DEFAULT}
 * @param options of the sequence behind it
 */
public record Identity(boolean always, SequenceOptions options) {}
