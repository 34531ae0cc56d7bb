package io.evolua.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {

    /** From the sixth time on the driver gets its answers in binary. */
    @Test
    void what_is_read_is_the_same_however_often() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.run("""
                    create table users (id int primary key, mail text unique, age int check (age > 0));
                    create table todos (id int, owner int references users (id) on delete set null, during int4range,
                        exclude using gist (during with &&), primary key (id, during));
                    create index todos_owner on todos (owner desc, (id + 1)) include (during) where owner > 0;
                    create statistics todos_stats on id, owner from todos;
                    create view old as select id from users;
                    create policy mine on todos for select to public using (owner = 1);
                    create type mood as enum ('a', 'b');
                    create table parts (id int, day date) partition by range (day);
                    create table first partition of parts for values from ('2024-01-01') to ('2025-01-01');
                    create function f(a int, b text) returns int language sql return a;
                    """);
            try (Connection connection = database.connect()) {
                Schema first = read(connection);
                for (int i = 0; i < 8; i++) {
                    assertThat(SchemaDiff.between(first, read(connection))).isEmpty();
                }
            }
        }
    }

    private static Schema read(Connection connection) throws SQLException {
        return CatalogReader.read(connection, Scope.defaultSchema());
    }
}
