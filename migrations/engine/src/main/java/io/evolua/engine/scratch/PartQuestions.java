package io.evolua.engine.scratch;

import io.evolua.engine.RefusedException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.change.CreateTable;
import io.evolua.engine.schema.Check;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.ColumnOptions;
import io.evolua.engine.schema.Exclusion;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.Table;
import io.evolua.engine.schema.TableOptions;
import io.evolua.engine.sql.SqlWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What expressions over the columns of a table mean: a temporary table like it is made, with its checks, exclusions,
 * generated columns and indexes, and read back.
 */
final class PartQuestions {

    private static final String NAME = "evolua_parts_";

    private final List<Question> questions = new ArrayList<>();
    private final IdentityHashMap<Table, Table> answers = new IdentityHashMap<>();
    private int number;

    /** @param columns what the parts of the table may speak of */
    private record Question(Table table, List<Column> columns) {}

    /** @param flat the same table with what it inherits */
    void add(Table table, Table flat) {
        questions.add(new Question(table, flat.columns()));
    }

    boolean isEmpty() {
        return questions.isEmpty();
    }

    /** Asks twice, for of its own writing PostgreSQL may write something else. */
    void ask(Connection connection) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            // The reader takes the first schema of the path for the default one.
            statement.execute("select set_config('search_path',"
                    + " concat_ws(', ', 'pg_temp', nullif(current_setting('search_path'), '')), true)");
            IdentityHashMap<Table, Table> first = new IdentityHashMap<>();
            for (Question question : questions) {
                create(statement, question, question.table(), first);
            }
            read(connection, first);
            IdentityHashMap<Table, Table> second = new IdentityHashMap<>();
            for (Question question : questions) {
                create(statement, question, answered(question.table()), second);
            }
            read(connection, second);
        }
    }

    /** @param made the temporary table for each in question, of which only the name counts */
    private void create(Statement statement, Question question, Table table, IdentityHashMap<Table, Table> made)
            throws SQLException {
        Table bare = bare(NAME + number++, question.columns(), table);
        statement.execute("savepoint evolua_part");
        try {
            for (String sql : SqlWriter.statements(new CreateTable(bare, List.of()))) {
                statement.execute(sql);
            }
            made.put(question.table(), bare);
        } catch (SQLException e) {
            statement.execute("rollback to savepoint evolua_part");
            if (isWritten(question.table())) {
                throw new RefusedException(
                        "PostgreSQL does not understand a check, an index or a generated column of table "
                                + table.name() + ": " + e.getMessage(),
                        e);
            }
            // What PostgreSQL itself wrote stands: it may speak of types and functions that are not there yet.
        }
    }

    private static boolean isWritten(Table table) {
        return table.checks().stream().anyMatch(c -> !c.definition().canonical())
                || table.exclusions().stream().anyMatch(x -> !x.definition().canonical())
                || table.indexes().stream().anyMatch(i -> !i.canonical())
                || table.columns().stream().flatMap(c -> c.generated().stream()).anyMatch(g -> !g.expression()
                        .canonical());
    }

    private void read(Connection connection, IdentityHashMap<Table, Table> made) {
        Schema read = CatalogReader.read(connection, Scope.defaultSchema());
        made.forEach((table, temporary) ->
                read.table(QualifiedName.of(temporary.name().name())).ifPresent(answer -> answers.put(table, answer)));
    }

    /** The columns' types, and the parts in question under numbers for names. */
    private static Table bare(String name, List<Column> allColumns, Table table) {
        List<Column> columns = allColumns.stream()
                .map(column -> bare(table.column(column.name()).orElse(column)))
                .toList();
        List<Check> checks = new ArrayList<>();
        for (Check check : table.checks()) {
            checks.add(new Check("c" + checks.size(), true, check.definition()));
        }
        List<Exclusion> exclusions = new ArrayList<>();
        for (Exclusion exclusion : table.exclusions()) {
            exclusions.add(
                    new Exclusion(name + "_x" + exclusions.size(), true, exclusion.definition(), Optional.empty()));
        }
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            indexes.add(index.essence().named(name + "_i" + indexes.size()));
        }
        return new Table(
                new QualifiedName("pg_temp", name),
                columns,
                Optional.empty(),
                List.of(),
                List.of(),
                checks,
                exclusions,
                indexes,
                TableOptions.PLAIN);
    }

    private static Column bare(Column column) {
        return new Column(
                column.name(),
                column.type(),
                true,
                Optional.empty(),
                Optional.empty(),
                column.generated(),
                new ColumnOptions(
                        column.options().collation(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ColumnOptions.PLAIN.parameters(),
                        Optional.empty()));
    }

    /** The table with its expressions in PostgreSQL's spelling; as it is if it was not asked for. */
    Table answered(Table table) {
        Table answer = answers.get(table);
        if (answer == null) {
            return table;
        }
        List<Check> checks = new ArrayList<>();
        for (Check check : table.checks()) {
            checks.add(check.withDefinition(
                    find(answer.checks(), "c" + checks.size()).definition()));
        }
        String name = answer.name().name();
        List<Exclusion> exclusions = new ArrayList<>();
        for (Exclusion exclusion : table.exclusions()) {
            exclusions.add(exclusion.withDefinition(
                    find(answer.exclusions(), name + "_x" + exclusions.size()).definition()));
        }
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            Index found = find(answer.indexes(), name + "_i" + indexes.size());
            indexes.add(index.spelled(found.keys(), found.predicate()));
        }
        List<Column> columns = table.columns().stream()
                .map(column -> column.withGenerated(answer.column(column.name()).flatMap(Column::generated)))
                .toList();
        return table.withColumns(columns)
                .withChecks(checks)
                .withExclusions(exclusions)
                .withIndexes(indexes);
    }

    private static <T extends Named> T find(List<T> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name));
    }
}
