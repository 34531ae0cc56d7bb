package io.evolua.engine.command;

import io.evolua.engine.UsageException;
import java.nio.file.Path;
import java.util.Optional;

/** One side of a comparison. */
public sealed interface Source {

    /** How sources are written, for help texts and messages. */
    String SYNTAX = "unit:NAME, sql:FILE, database, a postgresql:// or jdbc:postgresql:// URL, revisions,"
            + " revisions:REVISION or empty";

    /** The entities of a persistence unit; without a name, of the only one there is. */
    record Unit(Optional<String> name) implements Source {}

    /** What an SQL script makes in an empty database. */
    record SqlFile(Path file) implements Source {}

    /** A database as it is; without a URL, the one that is configured. */
    record Database(Optional<String> url) implements Source {}

    /** What the revisions make in an empty database, up to one of them or to the head. */
    record Revisions(Optional<String> upTo) implements Source {}

    /** Nothing. */
    record Empty() implements Source {}

    /**
     * Reads what a person wrote.
     *
     * @throws UsageException if it is none of {@link #SYNTAX}
     */
    static Source parse(String text) {
        if (text.startsWith("postgres") || text.startsWith("jdbc:postgresql:")) {
            return new Database(Optional.of(text));
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        Optional<String> rest = Optional.of(text.substring(colon + 1)).filter(name -> colon >= 0 && !name.isEmpty());
        return switch (kind) {
            case "unit" -> new Unit(rest);
            case "sql" ->
                new SqlFile(Path.of(rest.orElseThrow(
                        () -> new UsageException("The source sql: needs a file, as in sql:schema.sql."))));
            case "database" -> new Database(Optional.empty());
            case "revisions" -> new Revisions(rest);
            case "empty" -> new Empty();
            default ->
                throw new UsageException("\"" + text + "\" is no source of a schema. It is one of: " + SYNTAX + ".");
        };
    }
}
