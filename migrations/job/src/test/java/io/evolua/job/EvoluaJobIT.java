package io.evolua.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.JarProgram;
import io.evolua.engine.testing.JarProgram.Ran;
import io.evolua.engine.testing.JarProgram.Running;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job as a pipeline starts it: one jar, a {@code DATABASE_URL}, and nothing else. */
class EvoluaJobIT {

    private static final String[] TABLES = {
        "flyway_schema_history", "heroes", "kept_answers", "login_attempts", "todos", "users"
    };

    private final TestDatabase database = TestDatabase.create();
    private final JarProgram job;

    EvoluaJobIT(@TempDir Path empty) {
        job = new JarProgram(Path.of("target", "evolua-job.jar"), empty).with("DATABASE_URL", database.url());
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void goes_up_says_where_it_is_and_comes_all_the_way_back() throws Exception {
        assertThat(ok("upgrade", "head").out())
                .contains("create users table", "add updated_at to users", "create heroes table");
        assertThat(tables()).containsExactly(TABLES);
        assertThat(ok("current").out()).contains("create kept answers table  (current)  (head)");
        assertThat(ok("upgrade", "head").out()).contains("Nothing to do");
        ok("downgrade", "create_users_table");
        assertThat(tables()).containsExactly("flyway_schema_history", "users");
        ok("downgrade", "base");
        assertThat(tables()).containsExactly("flyway_schema_history");
        ok("upgrade");
        assertThat(tables()).containsExactly(TABLES);
    }

    @Test
    void two_at_once_do_the_work_once() throws Exception {
        Running one = job.start(List.of(), "upgrade", "head");
        Running other = job.start(List.of(), "upgrade", "head");
        assertThat(List.of(one.await(), other.await()))
                .allSatisfy(ran -> assertThat(ran.code()).as("%s", ran).isZero());
        assertThat(column("select script from flyway_schema_history order by installed_rank"))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void without_a_database_it_fails_and_says_what_to_set() throws Exception {
        Ran none = job.with("DATABASE_URL", "").run("upgrade", "head");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("DATABASE_URL").doesNotContain("\tat ");
        Ran unreachable = job.with("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
                .run("upgrade", "head");
        assertThat(unreachable.code()).isEqualTo(3);
        assertThat(unreachable.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
    }

    private Ran ok(String... args) throws Exception {
        Ran ran = job.run(args);
        assertThat(ran.code()).as("%s", ran).isZero();
        return ran;
    }

    private List<String> tables() throws SQLException {
        return column("select tablename from pg_tables where schemaname = 'public' order by 1");
    }

    private List<String> column(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
