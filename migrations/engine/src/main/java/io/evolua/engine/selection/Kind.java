package io.evolua.engine.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of objects among which can be chosen. */
public enum Kind {
    EXTENSION("extension", "extensions", Level.RELATION),
    SCHEMA("schema", "schemas", Level.SCHEMA),
    TYPE("type", "types", Level.RELATION),
    TABLE("table", "tables", Level.RELATION),
    SEQUENCE("sequence", "sequences", Level.RELATION),
    COLUMN("column", "columns", Level.MEMBER),
    PRIMARY_KEY("primary-key", "primary keys", Level.MEMBER),
    UNIQUE("unique", "unique constraints", Level.MEMBER),
    FOREIGN_KEY("foreign-key", "foreign keys", Level.MEMBER),
    CHECK("check", "check constraints", Level.MEMBER),
    EXCLUSION("exclusion", "exclusion constraints", Level.MEMBER),
    INDEX("index", "indexes", Level.MEMBER),
    FUNCTION("function", "functions", Level.RELATION),
    PROCEDURE("procedure", "procedures", Level.RELATION),
    VIEW("view", "views", Level.RELATION),
    MATERIALIZED_VIEW("materialized-view", "materialized views", Level.RELATION),
    RULE("rule", "rules", Level.MEMBER),
    TRIGGER("trigger", "triggers", Level.MEMBER),
    POLICY("policy", "policies", Level.MEMBER);

    /** Where in a database an object of the kind stands. */
    enum Level {
        SCHEMA,
        /** Within a schema. */
        RELATION,
        /** Within a table. */
        MEMBER
    }

    /** How all kinds of constraints together are written. */
    static final String CONSTRAINT = "constraint";

    private static final List<Kind> CONSTRAINTS = List.of(PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION);

    private final String label;
    private final String plural;
    private final Level level;

    Kind(String label, String plural, Level level) {
        this.label = label;
        this.plural = plural;
        this.level = level;
    }

    /** The kind as people write it: {@code foreign-key}. */
    public String label() {
        return label;
    }

    /** For messages that list several: {@code foreign keys}. */
    public String plural() {
        return plural;
    }

    Level level() {
        return level;
    }

    /** The kinds that a label stands for; empty if it is none. */
    static Optional<List<Kind>> labelled(String text) {
        if (text.equals(CONSTRAINT)) {
            return Optional.of(CONSTRAINTS);
        }
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(text))
                .findFirst()
                .map(List::of);
    }

    /** All labels, for messages. */
    static List<String> labels() {
        return Stream.concat(Arrays.stream(values()).map(Kind::label), Stream.of(CONSTRAINT))
                .toList();
    }
}
