package io.evolua.engine.spi;

/**
 * What is compared.
 *
 * @param from where the changes start, as on the command line: {@code database}, {@code unit:course}; of a database that
 *     is named by its URL, the URL without its password
 * @param to where they lead, written alike
 * @param defaultSchema how the schema is called whose name generated statements leave out
 */
public record ComparisonContext(String from, String to, String defaultSchema) {}
