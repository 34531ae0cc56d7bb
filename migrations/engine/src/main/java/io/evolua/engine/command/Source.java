package io.evolua.engine.command;

import io.evolua.engine.UsageException;
import io.evolua.engine.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Optional;

/** One side of a comparison. */
public sealed interface Source {

    /** The source as {@link #parse} reads it, but for the password of a database. */
    String text();

    /** How sources are written, for help texts and messages. */
    String SYNTAX = "unit:NAME, unit:*, sql:FILE, database, a postgresql:// or jdbc:postgresql:// URL, revisions,"
            + " revisions:REVISION or empty";

    /** The entities of a persistence unit, of several (separated by commas) or all ({@code *}); without a name, of the only one. */
    record Unit(Optional<String> name) implements Source {
        @Override
        public String text() {
            return "unit:" + name.orElse("");
        }
    }

    /** What an SQL script makes in an empty database. */
    record SqlFile(Path file) implements Source {
        @Override
        public String text() {
            return "sql:" + file;
        }
    }

    /** A database as it is; without a URL, the one that is configured. */
    record Database(Optional<String> url) implements Source {
        @Override
        public String text() {
            return url.map(u -> DatabaseUrl.parse(u).display()).orElse("database");
        }
    }

    /** What the revisions make in an empty database, up to one of them or to the head. */
    record Revisions(Optional<String> upTo) implements Source {
        @Override
        public String text() {
            return upTo.map(revision -> "revisions:" + revision).orElse("revisions");
        }
    }

    /** Nothing. */
    record Empty() implements Source {
        @Override
        public String text() {
            return "empty";
        }
    }

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
