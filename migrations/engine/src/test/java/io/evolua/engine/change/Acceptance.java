package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.sql.SqlWriter;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** {@code given(old).target(new).changes(statements).goesUpAndDown()}, everything on a real server. */
final class Acceptance {

    private final String given;
    private final String target;

    private Acceptance(String given, String target) {
        this.given = given;
        this.target = target;
    }

    static Acceptance given(String sql) {
        return new Acceptance(sql, "");
    }

    Acceptance target(String sql) {
        return new Acceptance(given, sql);
    }

    /** The statements that lead to the target are exactly these, and they work, as do those that lead back. */
    Acceptance changes(String... statements) {
        List<Change> changes = SchemaDiff.between(schemaOf(given), schemaOf(target));
        assertThat(statements(changes)).containsExactly(statements);
        return this;
    }

    Acceptance changesNothing() {
        return changes();
    }

    void goesUpAndDown() {
        roundTrip(schemaOf(given), schemaOf(target), given);
    }

    /** From one schema to another and back on one database that holds {@code from} already. */
    static void roundTrip(Schema from, Schema to, String setUp) {
        try (TestDatabase database = TestDatabase.create()) {
            database.run(setUp);
            List<Change> changes = SchemaDiff.between(from, to);
            run(database, changes);
            assertThat(unordered(read(database))).as("after the way up").isEqualTo(unordered(to));
            assertThat(SchemaDiff.between(read(database), to)).isEmpty();
            run(database, Change.invert(changes));
            assertThat(unordered(read(database))).as("after the way down").isEqualTo(unordered(from));
            run(database, changes);
            assertThat(unordered(read(database))).as("up again").isEqualTo(unordered(to));
        }
    }

    static List<String> statements(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> SqlWriter.statements(change).stream())
                .toList();
    }

    static void run(TestDatabase database, List<Change> changes) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements(changes)) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new AssertionError(
                            e.getMessage() + " in\n" + sql + "\nof\n" + String.join(";\n", statements(changes)), e);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Schema schemaOf(String sql) {
        try (TestDatabase database = TestDatabase.create()) {
            return read(database.run(sql));
        }
    }

    static Schema read(TestDatabase database) {
        try (Connection connection = database.connect()) {
            return CatalogReader.read(connection, Scope.defaultSchema().with(new TreeSet<>(List.of("app", "other"))));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The order of columns is the one thing that cannot be brought back. */
    static Schema unordered(Schema schema) {
        return schema.mapTables(table -> table.withColumns(table.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .toList()));
    }
}
