package io.evolua.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be set on the command line, in the environment and in a file. */
enum Setting {
    DATABASE_URL("database-url", Kind.TEXT),
    SCRIPTS("scripts", Kind.PATHS),
    FILE_TEMPLATE("file-template", Kind.TEXT),
    TIME_ZONE("time-zone", Kind.TEXT),
    UNIT("unit", Kind.TEXT),
    CLASSPATH("classpath", Kind.PATHS),
    MIGRATION_PACKAGES("migration-packages", Kind.LIST),
    SCHEMAS("schemas", Kind.TEXT),
    INCLUDE("include", Kind.LIST),
    EXCLUDE("exclude", Kind.LIST),
    MAPPED_ONLY("mapped-only", Kind.FLAG),
    DROP_UNMANAGED("drop-unmanaged", Kind.FLAG),
    AFTER_WRITE("hooks.after-write", Kind.TEXT),
    EDITOR("editor", Kind.TEXT),
    NO_INPUT("no-input", Kind.FLAG),
    JOBS("jobs", Kind.TEXT),
    HISTORY_TABLE("history-table", Kind.TEXT),
    PLACEHOLDER_REPLACEMENT("placeholder-replacement", Kind.TEXT),
    PLACEHOLDER_PREFIX("placeholder-prefix", Kind.TEXT),
    PLACEHOLDER_SUFFIX("placeholder-suffix", Kind.TEXT),
    PLACEHOLDER_SEPARATOR("placeholder-separator", Kind.TEXT),
    LOCK_WAIT("lock-wait", Kind.TEXT),
    LOCK_TIMEOUT("lock-timeout", Kind.TEXT),
    LOCK_RETRIES("lock-retries", Kind.TEXT),
    STATEMENT_TIMEOUT("statement-timeout", Kind.TEXT),
    OUT_OF_ORDER("out-of-order", Kind.FLAG),
    BASELINE_ON_MIGRATE("baseline-on-migrate", Kind.FLAG),
    BASELINE_VERSION("baseline-version", Kind.TEXT),
    BASELINE_DESCRIPTION("baseline-description", Kind.TEXT);

    /** How a value is read; a path in a file is relative to the file. */
    enum Kind {
        TEXT,
        PATH,
        PATHS,
        /** Separated by commas; as an option, repeated. */
        LIST,
        /** {@code true} or {@code false}; as an option, given or not. */
        FLAG
    }

    private final String key;
    private final Kind kind;

    Setting(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The name in {@code evolua.properties}; with two dashes before it, the option, if there is one. */
    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    /** The name in MicroProfile Config. */
    String property() {
        return "evolua." + key;
    }

    /** The name in the environment and in {@code .env}. */
    String variable() {
        return "EVOLUA_" + key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.toList());
    }
}
