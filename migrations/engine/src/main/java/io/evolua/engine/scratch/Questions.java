package io.evolua.engine.scratch;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Check;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What PostgreSQL is asked: types and defaults as columns of one wide temporary table, each pair once however many
 * columns have it; checks on a temporary table like their own.
 */
final class Questions {

    /** PostgreSQL allows 1,600 columns. */
    private static final int COLUMNS_AT_ONCE = 1_000;

    /** What a column's type and default are called where they were first met, for messages. */
    private final Map<Wording, String> wordings = new LinkedHashMap<>();

    private final Map<Wording, Meaning> meanings = new HashMap<>();
    private final Map<QualifiedName, Table> checked = new LinkedHashMap<>();
    private final Map<CheckId, SqlText> checkMeanings = new HashMap<>();

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

    private record CheckId(QualifiedName table, String definition) {}

    boolean isEmpty() {
        return wordings.isEmpty() && checked.isEmpty();
    }

    void column(QualifiedName table, Column column) {
        wordings.putIfAbsent(Wording.of(column), table + "." + column.name());
    }

    void checks(Table table) {
        checked.put(table.name(), table);
    }

    Optional<Column> answer(Column column) {
        Column answered = once(column);
        return answered.equals(column) && !meanings.containsKey(Wording.of(column))
                ? Optional.empty()
                : Optional.of(once(answered));
    }

    private Column once(Column column) {
        Meaning meaning = meanings.get(Wording.of(column));
        return meaning == null ? column : column.withType(meaning.type()).withDefault(meaning.value());
    }

    Optional<SqlText> answer(QualifiedName table, Check check) {
        return Optional.ofNullable(
                        checkMeanings.get(new CheckId(table, check.definition().text())))
                .map(first -> checkMeanings.getOrDefault(new CheckId(table, first.text()), first));
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
        int number = 0;
        for (Table table : checked.values()) {
            askChecks(connection, "evolua_checks_" + number++, table);
            Table answered = table.withChecks(table.checks().stream()
                    .map(check -> new Check(
                            check.name(),
                            check.nameChosen(),
                            answer(table.name(), check).orElseGet(check::definition)))
                    .toList());
            askChecks(connection, "evolua_checks_" + number++, answered);
        }
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
                throw blame(statement, batch, e);
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

    /** Which of many columns it is that PostgreSQL does not understand. */
    private RefusedException blame(Statement statement, List<Wording> batch, SQLException error) throws SQLException {
        for (Wording wording : batch) {
            try {
                create(statement, "evolua_column", List.of("c " + wording.definition()));
                statement.execute("rollback to savepoint evolua_question");
            } catch (SQLException e) {
                return new RefusedException(
                        "PostgreSQL does not understand the definition of column "
                                + wordings.getOrDefault(wording, "?") + ", \""
                                + wording.definition() + "\": " + e.getMessage(),
                        e);
            }
        }
        return new RefusedException("The comparison fails: " + error.getMessage(), error);
    }

    private void askChecks(Connection connection, String name, Table table) throws SQLException {
        List<String> definitions = table.columns().stream()
                .map(column -> quote(column.name()) + " " + column.type())
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < table.checks().size(); i++) {
            definitions.add("constraint c" + i + " " + table.checks().get(i).definition());
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                create(statement, name, definitions);
            } catch (SQLException e) {
                throw new RefusedException(
                        "PostgreSQL does not understand a check of table " + table.name() + ": " + e.getMessage(), e);
            }
            for (int i = 0; i < table.checks().size(); i++) {
                try (ResultSet row = statement.executeQuery("""
                        select pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = 'pg_temp.%s'::regclass and conname = 'c%d'""".formatted(name, i))) {
                    row.next();
                    checkMeanings.put(
                            new CheckId(
                                    table.name(),
                                    table.checks().get(i).definition().text()),
                            SqlText.canonical(row.getString(1)));
                }
            }
        }
    }
}
