package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    private static final String ROWS = "select installed_rank, version, description, type, script, checksum, success"
            + " from flyway_schema_history order by 1";

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.table("1", "a").table("2", "b").table("3", "c");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Flyway flyway(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("filesystem:" + project.scripts.resolve("migration"))
                .baselineVersion("2")
                .load();
    }

    private static List<String> rows(TestDatabase database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ROWS)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    @Test
    void the_row_is_flyways_and_what_it_covers_counts_as_applied() throws Exception {
        assertThat(new Baseline(project.context).run("2").written()).isTrue();
        assertThat(new Baseline(project.context).run("2").written()).isFalse();
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other).baseline();
            assertThat(rows(project.database)).isEqualTo(rows(other)).hasSize(1);
        }
        flyway(project.database).baseline();
        assertThat(project.current()).containsExactly("2");
        assertThat(project.upgrade("head")).containsExactly("3");
        flyway(project.database).validate();
    }

    @Test
    void a_history_that_holds_something_is_refused() {
        project.upgrade("1");
        assertThatThrownBy(() -> new Baseline(project.context).run("2", "later"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("not empty", "V1__create_a.sql", "evolua stamp");
        assertThatThrownBy(() -> new Baseline(project.context).run("two")).isInstanceOf(UsageException.class);
    }

    @Test
    void an_empty_history_begins_with_the_newest_baseline_script() throws Exception {
        project.file("migration/B1__old.sql", "select nothing;");
        project.file("migration/B2__both.sql", "create table a (id int);\ncreate table b (id int);");
        RunResult result = new Upgrade(project.context).run("head");
        assertThat(Project.ids(result)).containsExactly("3");
        assertThat(result.remarks()).singleElement().asString().contains("Began with B2__both.sql", "up to 2");
        assertThat(project.tables()).containsExactly("a", "b", "c");
        try (TestDatabase other = TestDatabase.create()) {
            flyway(other).migrate();
            assertThat(rows(project.database)).isEqualTo(rows(other)).hasSize(2);
        }
        Flyway flyway = flyway(project.database);
        flyway.validate();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(project.downgrade("2")).containsExactly("3");
        assertThatThrownBy(() -> project.downgrade("1")).hasMessageContaining("begins with a baseline");
        assertThat(project.upgrade("head")).containsExactly("3");
    }

    @Test
    void it_may_be_all_there_is_to_run() {
        project.file("migration/B3__all.sql", "create table a (); create table b (); create table c ();");
        project.file("migration/R__v.sql", "create view v as select * from c;");
        RunResult result = new Upgrade(project.context).run("head");
        assertThat(result.steps()).isEmpty();
        assertThat(result.current()).extracting(RevisionInfo::id).containsExactly("3");
        assertThat(result.remarks()).contains("Ran repeatable scripts: R__v.sql");
        assertThat(project.current()).containsExactly("3");
    }

    @Test
    void other_histories_and_nearer_targets_pass_it_over() {
        project.file("migration/B3__all.sql", "select nothing;");
        assertThat(project.upgrade("2")).containsExactly("1", "2");
        assertThat(project.upgrade("head")).containsExactly("3");
    }
}
