package io.evolua.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convention is PostgreSQL's own: every name is compared with the one that a real server chooses. */
class NamingConventionTest {

    @ParameterizedTest
    @CsvSource({
        "users, email",
        "a_table_whose_name_is_rather_long_but_not_too_long_to_be_stored, email",
        "t, a_column_whose_name_is_rather_long_but_not_too_long_to_be_stored",
        "a_table_whose_name_is_rather_long_but_not_too_long_to_be_stored, a_column_whose_name_is_rather_long_as_well",
        "tábèlä_ç_ñ_ø_tábèlä_ç_ñ_ø_tábèlä_ç_ñ_ø_tábè, colûnâ_ç_ñ_ø_colûnâ_ç_ñ_ø_colûnâ",
    })
    void names_are_those_that_the_server_chooses(String table, String column) throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table \"%s\" (\"%s\" int primary key, b int)".formatted(table, column));
            statement.execute("alter table \"%s\" add unique (\"%s\", b)".formatted(table, column));
            statement.execute("alter table \"%1$s\" add foreign key (\"%2$s\") references \"%1$s\" (\"%2$s\")"
                    .formatted(table, column));
            statement.execute("create index on \"%s\" (\"%s\", b)".formatted(table, column));

            List<String> both = List.of(column, "b");
            assertThat(relations(statement))
                    .containsExactlyInAnyOrder(
                            NamingConvention.primaryKey(table),
                            NamingConvention.unique(table, both),
                            NamingConvention.foreignKey(table, List.of(column)),
                            NamingConvention.index(table, both));
        }
    }

    private static List<String> relations(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select relname from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace
                union select conname from pg_constraint where contype = 'f'""")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
