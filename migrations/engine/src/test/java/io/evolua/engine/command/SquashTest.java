package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path temporary) {
        project = new Project(temporary.resolve("db"));
        project.revision("1", "users", "create table users (id int primary key, name text);", "drop table users;");
        project.revision(
                "2",
                "rename",
                "alter table users rename name to full_name; alter table users add born date;",
                "alter table users drop born; alter table users rename full_name to name;");
        project.revision("3", "index", "create index on users (full_name);", "drop index users_full_name_idx;");
        project.table("4", "later");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    private Squash.Result squash(String range) {
        return new Squash(project.context).run(range, Optional.empty());
    }

    private List<String> catalog() {
        return CatalogDump.of(project.database);
    }

    @Test
    void a_new_database_runs_the_one_and_gets_what_the_several_made() {
        project.upgrade("head");
        List<String> wanted = catalog();
        project.downgrade("base");
        Squash.Result result = squash("1:3");
        assertThat(result.generated()).isTrue();
        assertThat(result.replaced()).extracting(RevisionInfo::id).containsExactly("1", "2", "3");
        assertThat(project.scripts.resolve("migration"))
                .isDirectoryNotContaining("glob:**V1__users.sql")
                .isDirectoryContaining("glob:**V3__squash_1_to_3.sql");
        assertThat(project.upgrade("head")).containsExactly("3", "4");
        assertThat(catalog()).isEqualTo(wanted);
        assertThat(project.downgrade("base")).containsExactly("4", "3");
        assertThat(project.tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4"})
    void a_database_in_between_goes_on_with_the_several_and_then_records_the_one(String at) {
        project.upgrade(at);
        squash("1:3");
        RunResult result = new Upgrade(project.context).run("head");
        assertThat(result.remarks())
                .singleElement()
                .asString()
                .contains("Recorded as the one revision 3 squash_1_to_3: 1, 2, 3");
        assertThat(project.current()).containsExactly("4");
        assertThat(new History(project.context).run().entries())
                .extracting(entry -> entry.revision().id() + " " + entry.state())
                .containsExactly("4 APPLIED", "3 APPLIED");
        assertThat(project.upgrade("head")).isEmpty();
        flywayAgrees();
        assertThat(project.downgrade("base")).containsExactly("4", "3");
        assertThat(project.tables()).isEmpty();
    }

    private void flywayAgrees() {
        Flyway.configure()
                .dataSource(project.database.jdbcUrl(), null, null)
                .locations("filesystem:" + project.scripts.resolve("migration"))
                .load()
                .validate();
    }

    @Test
    void a_database_in_between_can_also_go_back() {
        project.upgrade("2");
        squash("1:3");
        assertThat(project.current()).containsExactly("2");
        assertThat(project.downgrade("-1")).containsExactly("2");
        assertThat(project.downgrade("base")).containsExactly("1");
        assertThat(project.upgrade("3")).containsExactly("3");
    }

    @Test
    void rows_are_moved_by_the_same_statements() {
        project.revision("2.5", "row", "insert into users values (1, 'Ada');", "delete from users;");
        Squash.Result result = squash("1:3");
        assertThat(result.generated()).isFalse();
        assertThat(project.upgrade("3")).containsExactly("3");
        assertThat(project.query("select * from users")).containsExactly("1 Ada null");
        project.downgrade("base");
        assertThat(project.tables()).isEmpty();
    }

    @Test
    void what_follows_others_is_joined_as_it_is_because_rows_may_be_there() {
        Squash.Result result = squash("2:4");
        assertThat(result.generated()).isFalse();
        project.upgrade("1");
        project.database.run("insert into users values (1, 'Ada')");
        project.upgrade("head");
        assertThat(project.query("select full_name from users")).containsExactly("Ada");
    }

    @Test
    void what_the_originals_said_of_their_place_is_not_said_again() {
        project.up("0.5", "other", "-- revises: base\n");
        project.up("2", "rename", """
                -- message: the second
                -- revises: 1
                -- A comment stays.
                alter table users rename name to full_name; alter table users add born date;
                """);
        project.up("3", "index", "-- revises: 2\n-- depends-on: 0.5\ncreate index on users (full_name);");
        Squash.Result result = new Squash(project.context).run("2:3", Optional.of("both"));
        assertThat(result.generated()).isFalse();
        assertThat(result.revision().message()).isEqualTo("both");
        assertThat(result.revision().revises()).containsExactly("1");
        assertThat(result.revision().dependsOn()).containsExactly("0.5");
        assertThat(result.files().get(0))
                .content()
                .contains("-- A comment stays.")
                .doesNotContain("the second");
        assertThat(project.upgrade("3")).containsExactly("0.5", "1", "3");
    }

    @Test
    void the_settings_of_the_originals_go_with_them() {
        project.file("migration/V2__rename.sql.conf", "placeholderReplacement=false");
        project.up(
                "2",
                "rename",
                "alter table users rename name to full_name; alter table users add born date;"
                        + "comment on table users is '${literally}';");
        project.upgrade("1");
        squash("1:3");
        assertThat(project.scripts.resolve("migration/V2__rename.sql.conf")).doesNotExist();
        assertThat(project.scripts.resolve("replaced/migration/V2__rename.sql.conf"))
                .exists();
        assertThat(project.upgrade("3")).containsExactly("2", "3");
        assertThat(project.query("select obj_description('users'::regclass)")).containsExactly("${literally}");
    }

    @Test
    void what_is_no_line_is_refused() {
        project.up("5", "left", "-- revises: 2\n");
        assertThatThrownBy(() -> squash("1:3"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("others than 3 index build upon 2 rename");
        project.delete("migration/V5__left.sql");
        assertThatThrownBy(() -> squash("1:1")).hasMessageContaining("two or more");
        squash("1:2");
        assertThatThrownBy(() -> squash("2:3")).hasMessageContaining("was made of several itself");
    }

    @Test
    void cut_off_midway_the_scripts_mean_the_same() throws Exception {
        project.upgrade("2");
        byte[] original = Files.readAllBytes(project.scripts.resolve("migration/V3__index.sql"));
        byte[] undo = Files.readAllBytes(project.scripts.resolve("undo/U3__index.sql"));
        squash("1:3");
        Files.write(project.scripts.resolve("migration/V3__index.sql"), original);
        Files.write(project.scripts.resolve("undo/U3__index.sql"), undo);
        assertThat(project.upgrade("head")).containsExactly("3", "4");
        assertThat(project.downgrade("base")).containsExactly("4", "3");
    }

    @Test
    void once_every_database_is_through_the_originals_can_go() {
        project.upgrade("3");
        squash("1:3");
        for (String file : List.of("1__users", "2__rename", "3__index")) {
            project.delete("replaced/migration/V" + file + ".sql").delete("replaced/undo/U" + file + ".sql");
        }
        assertThat(project.current()).containsExactly("3");
        assertThat(new Upgrade(project.context).run("head").steps())
                .extracting(RunResult.Step::id)
                .containsExactly("4");
    }
}
