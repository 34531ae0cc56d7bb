package io.evolua.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.sql.SqlWriter;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** {@code given(old).target(new).changes(statements).goesUpAndDown()}, everything on a real server. */
final class Acceptance {

    private final Side given;
    private final Side target;

    private Acceptance(Side given, Side target) {
        this.given = given;
        this.target = target;
    }

    /** One database for all, because making and dropping one takes longer than a test. */
    static TestDatabase emptied() {
        return Shared.DATABASE.run("""
                do $$
                declare
                    name text;
                begin
                    for name in select nspname from pg_namespace
                                where nspname !~ '^pg_' and nspname <> 'information_schema' loop
                        execute format('drop schema %I cascade', name);
                    end loop;
                    for name in select extname from pg_extension where extname <> 'plpgsql' loop
                        execute format('drop extension %I cascade', name);
                    end loop;
                end $$;
                create schema public""");
    }

    private static final class Shared {
        static final TestDatabase DATABASE = TestDatabase.create();
    }

    /**
     * What some SQL makes of an empty database.
     *
     * @param schema as our reader sees it
     * @param dump as PostgreSQL describes it
     */
    private record Side(String sql, Schema schema, List<String> dump) {

        static Side of(String sql) {
            return Answers.to(
                    "side of\n" + sql,
                    Side.class,
                    () -> Side.read(sql, emptied().run(sql)));
        }

        static Side read(String sql, TestDatabase database) {
            return new Side(sql, Acceptance.read(database), CatalogDump.of(database));
        }
    }

    static Acceptance given(String sql) {
        Side side = Side.of(sql);
        return new Acceptance(side, side);
    }

    Acceptance target(String sql) {
        return new Acceptance(given, Side.of(sql));
    }

    /** The statements that lead to the target are exactly these, and they work, as do those that lead back. */
    Acceptance changes(String... statements) {
        assertThat(statements(SchemaDiff.between(given.schema, target.schema))).containsExactly(statements);
        return this;
    }

    /** The statements of the way back are exactly these. */
    Acceptance comesBackBy(String... statements) {
        assertThat(statements(Change.invert(SchemaDiff.between(given.schema, target.schema))))
                .containsExactly(statements);
        return this;
    }

    Acceptance changesNothing() {
        return changes();
    }

    /** Up, down and up again on one database, compared at each step with our own eyes and with PostgreSQL's. */
    void goesUpAndDown() {
        goesUpAndDownWith("");
    }

    /** The same with rows, which SQL puts into the tables of the given side. */
    void goesUpAndDownWith(String rows) {
        String start = given.sql + ";" + rows;
        List<Change> changes = SchemaDiff.between(given.schema, target.schema);
        List<String> up = statements(changes);
        List<String> down = statements(Change.invert(changes));
        Trip trip = Answers.to("trip\n" + start + "\n" + up + "\n" + down, Trip.class, () -> Trip.of(start, up, down));
        assertIs(trip.up, target, "after the way up");
        assertIs(trip.down, given, "after the way down");
        assertIs(trip.upAgain, target, "up again");
    }

    /** What a database looks like after each step. */
    private record Trip(Side up, Side down, Side upAgain) {

        static Trip of(String start, List<String> up, List<String> down) {
            TestDatabase database = emptied().run(start);
            return new Trip(after(up, database), after(down, database), after(up, database));
        }

        private static Side after(List<String> script, TestDatabase database) {
            runAll(database, script);
            return Side.read("", database);
        }
    }

    private static void assertIs(Side now, Side side, String when) {
        assertThat(unordered(now.schema)).as(when).isEqualTo(unordered(side.schema));
        assertThat(SchemaDiff.between(now.schema, side.schema)).as(when).isEmpty();
        assertThat(now.dump).as(when).containsExactlyElementsOf(side.dump);
    }

    static List<String> statements(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> SqlWriter.statements(change).stream())
                .toList();
    }

    static void run(TestDatabase database, List<Change> changes) {
        runAll(database, statements(changes));
    }

    private static void runAll(TestDatabase database, List<String> script) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : script) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new AssertionError(e.getMessage() + " in\n" + sql + "\nof\n" + String.join(";\n", script), e);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Schema schemaOf(String sql) {
        return Side.of(sql).schema;
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
