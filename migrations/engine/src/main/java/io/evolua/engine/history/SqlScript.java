package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.revision.Script;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL script, taken apart into its statements by the rules of psql: strings, dollar quotes, nested comments,
 * parentheses and {@code BEGIN ATOMIC … END} bodies keep their semicolons.
 *
 * @param name for messages, such as the file's
 * @param statements in the order of the script; empty statements are left out
 * @param java the class that is run instead: then there are no statements, and what it will do nobody knows
 */
public record SqlScript(String name, List<SqlStatement> statements, Optional<JavaClass> java) {

    public SqlScript {
        statements = List.copyOf(statements);
    }

    public SqlScript(String name, List<SqlStatement> statements) {
        this(name, statements, Optional.empty());
    }

    /** How many parts it is run in, each of which can be told of as done: its statements, or a class as a whole. */
    public int parts() {
        return java.isPresent() ? 1 : statements.size();
    }

    /**
     * Takes a script apart for running it.
     *
     * @param name for messages, such as the file's
     * @throws RefusedException naming the line, if a quote or comment is not closed, or if the script holds what would
     *     take the transaction out of the runner's hands ({@code COMMIT} and its like; savepoints are fine), commands
     *     of psql, or data for {@code COPY … FROM STDIN}
     */
    public static SqlScript parse(String name, String text) {
        List<SqlStatement> statements = new SqlSplitter(name, text).split();
        for (SqlStatement statement : statements) {
            StatementKind.refuseIfNotRunnable(name, statement);
        }
        return new SqlScript(name, statements);
    }

    /**
     * As {@link #parse(String, String)}, of a script with the values of its placeholders, or of a class as it is.
     *
     * @throws RefusedException also if it cannot be read, or a placeholder has no value
     */
    public static SqlScript parse(Script script) {
        if (script instanceof JavaClass java) {
            return new SqlScript(java.display(), List.of(), Optional.of(java));
        }
        return parse(script.display(), script.sql());
    }

    /** Whether every statement, apart from settings, is one that PostgreSQL runs only outside a transaction. */
    boolean onlyOutsideTransaction() {
        return statements.stream().anyMatch(StatementKind::outsideTransactionOnly)
                && statements.stream()
                        .allMatch(s -> StatementKind.outsideTransactionOnly(s) || StatementKind.setting(s));
    }
}
