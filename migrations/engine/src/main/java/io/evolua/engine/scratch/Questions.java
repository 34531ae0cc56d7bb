package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import io.evolua.engine.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What PostgreSQL is asked: types and defaults as columns of one wide temporary table, each pair once however many
 * columns have it; what stands on columns with a table like its own.
 */
final class Questions {

    /** PostgreSQL allows 1,600 columns. */
    private static final int COLUMNS_AT_ONCE = 1_000;

    /** What a column's type and default are called where they were first met, for messages. */
    private final Map<Wording, String> wordings = new LinkedHashMap<>();

    private final Set<Wording> written = new HashSet<>();
    private final Map<Wording, Meaning> meanings = new HashMap<>();
    private final PartQuestions parts = new PartQuestions();

    private record Wording(String type, String value) {
        static Wording of(Column column) {
            return new Wording(
                    column.type().text(),
                    column.defaultValue().map(SqlText::text).orElse(""));
        }

        String definition() {
            return type + (value.isEmpty() ? "" : " default " + value);
        }
    }

    private record Meaning(SqlText type, Optional<SqlText> value) {
        Wording wording() {
            return new Wording(type.text(), value.map(SqlText::text).orElse(""));
        }
    }

    boolean isEmpty() {
        return wordings.isEmpty() && parts.isEmpty();
    }

    void column(QualifiedName table, Column column) {
        wordings.putIfAbsent(Wording.of(column), table + "." + column.name());
        boolean canonical = column.type().canonical()
                && column.defaultValue().map(SqlText::canonical).orElse(true);
        if (!canonical) {
            written.add(Wording.of(column));
        }
    }

    /** @param flat the same with what it inherits */
    void parts(Table table, Table flat) {
        parts.add(table, flat);
    }

    Optional<Column> answer(Column column) {
        if (meanings.isEmpty()) {
            return Optional.empty();
        }
        Column answered = once(column);
        return answered.equals(column) && !meanings.containsKey(Wording.of(column))
                ? Optional.empty()
                : Optional.of(once(answered));
    }

    private Column once(Column column) {
        Meaning meaning = meanings.get(Wording.of(column));
        return meaning == null ? column : column.withType(meaning.type()).withDefault(meaning.value());
    }

    /** With checks, exclusions, generated columns and indexes in PostgreSQL's spelling, if they were asked for. */
    Table answer(Table table) {
        return parts.answered(table);
    }

    /**
     * Asks twice: what PostgreSQL makes of a text, and what it makes of that. Reading its own writing, it may write something
     * else (of {@code x in ('a')} on a {@code varchar} it writes one array with a cast, and of that an array of casts),
     * but then it stays with it.
     */
    void ask(Connection connection) throws SQLException {
        askColumns(connection, "evolua_columns_", wordings.keySet());
        Set<Wording> again = new LinkedHashSet<>();
        meanings.values().forEach(meaning -> again.add(meaning.wording()));
        again.removeAll(meanings.keySet());
        askColumns(connection, "evolua_columns_again_", again);
        parts.ask(connection);
    }

    private void askColumns(Connection connection, String prefix, Set<Wording> asked) throws SQLException {
        List<Wording> all = new ArrayList<>(asked);
        for (int start = 0; start < all.size(); start += COLUMNS_AT_ONCE) {
            List<Wording> batch = all.subList(start, Math.min(all.size(), start + COLUMNS_AT_ONCE));
            askColumns(connection, prefix + start, batch);
        }
    }

    private void askColumns(Connection connection, String name, List<Wording> batch) throws SQLException {
        List<String> definitions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            definitions.add("c" + i + " " + batch.get(i).definition());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                statement.execute("savepoint evolua_question");
                create(statement, name, definitions);
            } catch (SQLException e) {
                statement.execute("rollback to savepoint evolua_question");
                askApart(connection, name, batch, e);
                return;
            }
            try (ResultSet rows = statement.executeQuery("""
                    select format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid)
                    from pg_attribute a
                    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                    where a.attrelid = 'pg_temp.%s'::regclass and a.attnum > 0
                    order by a.attnum""".formatted(name))) {
                for (Wording wording : batch) {
                    rows.next();
                    meanings.put(
                            wording,
                            new Meaning(
                                    SqlText.canonical(rows.getString(1)),
                                    Optional.ofNullable(rows.getString(2)).map(SqlText::canonical)));
                }
            }
        }
    }

    private static void create(Statement statement, String name, List<String> definitions) throws SQLException {
        statement.execute("create temp table " + name + " (" + String.join(",\n", definitions) + ") on commit drop");
    }

    /**
     * One of them is not understood: it is found by halves. What PostgreSQL itself wrote stands: it may speak of types that
     * are not there yet, or have another name.
     */
    private void askApart(Connection connection, String name, List<Wording> batch, SQLException error)
            throws SQLException {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            askColumns(connection, name + "a", batch.subList(0, half));
            askColumns(connection, name + "b", batch.subList(half, batch.size()));
            return;
        }
        Wording wording = batch.get(0);
        if (written.contains(wording)) {
            throw new RefusedException(
                    "PostgreSQL does not understand the definition of column " + wordings.getOrDefault(wording, "?")
                            + ", \"" + wording.definition() + "\": " + error.getMessage(),
                    error);
        }
    }
}
