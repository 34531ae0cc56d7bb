package io.evolua.engine.model;

import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code columnDefinition} says: a type and, in any order, what {@code CREATE TABLE} allows behind it. See <a
 * href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>.
 *
 * @param serial true for {@code serial} and its kind: the type is the integer behind it, and the column owns a sequence
 * @param unique the constraint's chosen name, empty text for none chosen; empty if the column is not unique
 * @param checks the clauses {@code CHECK (…)}
 */
record ColumnDefinition(
        SqlText type,
        boolean serial,
        boolean notNull,
        boolean primaryKey,
        Optional<SqlText> defaultValue,
        Optional<Identity> identity,
        Optional<String> unique,
        List<NamedCheck> checks,
        Optional<Reference> reference) {

    /** @param name empty text for none chosen */
    record NamedCheck(String name, SqlText clause) {}

    /**
     * A foreign key of this column alone.
     *
     * @param name empty text for none chosen
     * @param column null for the primary key
     */
    record Reference(
            String name, QualifiedName table, @Nullable String column, ForeignKeyActions actions) {}

    private static final Set<String> CLAUSES = Set.of(
            "not",
            "null",
            "default",
            "generated",
            "unique",
            "primary",
            "check",
            "collate",
            "references",
            "constraint",
            "storage",
            "compression",
            "deferrable",
            "initially");

    /**
     * @param where the attribute and its column, for messages
     * @throws io.evolua.engine.UsageException if it is not understood, or says what a schema cannot hold
     */
    static ColumnDefinition parse(String definition, String where) {
        return new Parser(new SqlCursor(definition, where), where).parse();
    }

    private static final class Parser {
        private final SqlCursor cursor;
        private final String where;
        private SqlText type = SqlText.written("");
        private boolean serial;
        private boolean notNull;
        private boolean primaryKey;
        private Optional<SqlText> defaultValue = Optional.empty();
        private Optional<Identity> identity = Optional.empty();
        private Optional<String> unique = Optional.empty();
        private final List<NamedCheck> checks = new ArrayList<>();
        private Optional<Reference> reference = Optional.empty();

        Parser(SqlCursor cursor, String where) {
            this.cursor = cursor;
            this.where = where;
        }

        ColumnDefinition parse() {
            if (CLAUSES.contains(cursor.peek().keyword())) {
                throw cursor.problem("the type is missing");
            }
            type(cursor.until(token -> CLAUSES.contains(token.keyword())));
            while (!cursor.atEnd()) {
                String name = cursor.accept("constraint") ? cursor.identifier() : "";
                clause(name);
            }
            return new ColumnDefinition(
                    type, serial, notNull, primaryKey, defaultValue, identity, unique, List.copyOf(checks), reference);
        }

        private void type(String text) {
            String integer =
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "smallserial", "serial2" -> "smallint";
                        case "serial", "serial4" -> "integer";
                        case "bigserial", "serial8" -> "bigint";
                        default -> "";
                    };
            serial = !integer.isEmpty();
            notNull = serial;
            type = serial ? SqlText.canonical(integer) : ColumnTypes.written(text, where);
        }

        private void clause(String name) {
            if (cursor.accept("not", "null")) {
                notNull = true;
            } else if (cursor.accept("null")) {
                return;
            } else if (cursor.accept("default")) {
                String expression = cursor.until(token -> CLAUSES.contains(token.keyword()));
                defaultValue = expression.equalsIgnoreCase("null")
                        ? Optional.empty()
                        : Optional.of(SqlText.written(expression));
            } else if (cursor.accept("generated")) {
                generated();
            } else if (cursor.accept("unique")) {
                if (cursor.accept("nulls", "not", "distinct")) {
                    throw cursor.problem("UNIQUE NULLS NOT DISTINCT is not supported");
                }
                cursor.accept("nulls", "distinct");
                unique = Optional.of(name);
            } else if (cursor.accept("primary", "key")) {
                primaryKey = true;
                notNull = true;
            } else if (cursor.accept("check")) {
                checks.add(new NamedCheck(name, SqlText.written("CHECK " + cursor.parenthesised())));
            } else if (cursor.accept("references")) {
                references(name);
            } else {
                throw cursor.problem("\"" + cursor.peek().text() + "\" is not supported");
            }
        }

        private void references(String name) {
            QualifiedName table = cursor.qualifiedName();
            List<String> columns = !cursor.atEnd() && cursor.peek().isSymbol("(") ? cursor.names() : List.of();
            if (columns.size() > 1) {
                throw cursor.problem("one column cannot refer to several");
            }
            reference = Optional.of(new Reference(
                    name, table, columns.isEmpty() ? null : columns.get(0), ForeignKeyActions.clauses(cursor)));
        }

        private void generated() {
            boolean always = cursor.accept("always");
            if (!always) {
                cursor.expect("by", "default");
            }
            cursor.expect("as");
            if (!cursor.accept("identity")) {
                throw cursor.problem("a generated column is not supported");
            }
            if (!type.text().matches("smallint|integer|bigint")) {
                throw cursor.problem("an identity column must be smallint, integer or bigint");
            }
            notNull = true;
            identity = Optional.of(new Identity(always, sequenceOptions()));
        }

        private SequenceOptions sequenceOptions() {
            SequenceOptions options = SequenceOptions.defaults(type.text());
            if (!cursor.acceptSymbol("(")) {
                return options;
            }
            long increment = options.increment();
            @Nullable Long start = null;
            @Nullable Long min = null;
            @Nullable Long max = null;
            long cache = options.cache();
            boolean cycle = false;
            while (!cursor.acceptSymbol(")")) {
                if (cursor.accept("increment")) {
                    cursor.accept("by");
                    increment = cursor.number();
                } else if (cursor.accept("start")) {
                    cursor.accept("with");
                    start = cursor.number();
                } else if (cursor.accept("minvalue")) {
                    min = cursor.number();
                } else if (cursor.accept("maxvalue")) {
                    max = cursor.number();
                } else if (cursor.accept("cache")) {
                    cache = cursor.number();
                } else if (cursor.accept("cycle")) {
                    cycle = true;
                } else if (!cursor.accept("no", "minvalue")
                        && !cursor.accept("no", "maxvalue")
                        && !cursor.accept("no", "cycle")) {
                    throw cursor.problem("\"" + cursor.peek().text() + "\" is not supported");
                }
            }
            SequenceOptions bounds =
                    new SequenceOptions(type.text(), 1, increment, 1, 1, cache, cycle).withDefaultBounds();
            long lowest = min == null ? bounds.minValue() : min;
            long highest = max == null ? bounds.maxValue() : max;
            long first = start != null ? start : increment > 0 ? lowest : highest;
            return new SequenceOptions(type.text(), first, increment, lowest, highest, cache, cycle);
        }
    }
}
