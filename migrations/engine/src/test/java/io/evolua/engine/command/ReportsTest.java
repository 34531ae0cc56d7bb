package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.revision.ScriptFolders;
import io.evolua.engine.testing.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only look, and {@code init}. */
class ReportsTest {

    private Project project;
    private Path folder;

    @BeforeEach
    void create(@TempDir Path temporary) {
        folder = temporary;
        project = new Project(temporary.resolve("db"));
        project.table("1", "a").table("2", "b").table("3", "c");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void history_is_newest_first_with_marks() {
        project.upgrade("2");
        assertThat(new History(project.context).run().entries())
                .extracting(entry -> entry.revision().id() + " " + entry.state()
                        + (entry.head() ? " head" : "")
                        + (entry.current() ? " current" : ""))
                .containsExactly("3 PENDING head", "2 APPLIED current", "1 APPLIED");
    }

    @Test
    void history_heads_and_show_need_no_database() {
        CommandContext offline = CommandContext.of(project.scripts);
        assertThat(new History(offline).run().entries())
                .extracting(History.Entry::state)
                .containsOnly(History.State.UNKNOWN);
        assertThat(new Heads(offline).run()).extracting(RevisionInfo::id).containsExactly("3");
        Show.Result shown = new Show(offline).run("create_b");
        assertThat(shown.revision().revises()).containsExactly("1");
        assertThat(shown.head()).isFalse();
        assertThat(shown.up().text()).contains("create table b (id int);");
        assertThat(shown.down().flatMap(Show.ScriptInfo::text)).contains("drop table b;");
        assertThatThrownBy(() -> new Current(offline).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("DATABASE_URL");
    }

    @Test
    void current_tells_what_is_pending_and_what_is_unknown() {
        project.upgrade("2");
        Current.Result result = new Current(project.context).run();
        assertThat(result.pending()).extracting(RevisionInfo::id).containsExactly("3");
        assertThat(result.upToDate()).isFalse();
        project.delete("migration/V2__create_b.sql").delete("undo/U2__create_b.sql");
        assertThat(new Current(project.context).run().unknown()).containsExactly("V2__create_b.sql");
    }

    @Test
    void the_history_table_may_be_elsewhere() {
        project.database.run("create schema admin");
        CommandContext elsewhere = project.context.withHistoryTable("admin.history");
        new Upgrade(elsewhere).run("head");
        assertThat(project.query("select count(*) from admin.history")).containsExactly("3");
        assertThat(project.current()).isEmpty();
        assertThat(new Current(elsewhere).run().upToDate()).isTrue();
        assertThatThrownBy(() -> new Current(project.context.withHistoryTable("a.b.c")).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("schema.name");
    }

    @Test
    void a_connection_of_the_callers_own_is_closed_and_left_unlocked() throws Exception {
        try (Connection connection = project.database.connect()) {
            Supplier<Connection> own = () -> connection;
            new Upgrade(new CommandContext(
                            ScriptFolders.of(project.scripts),
                            Optional.of(own),
                            "flyway_schema_history",
                            project.context.clock(),
                            project.context.settings(),
                            project.context.listener(),
                            io.evolua.engine.revision.Placeholders.NONE,
                            Optional.empty()))
                    .run("head");
            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(project.query("select 1 from pg_locks where locktype = 'advisory'"))
                .isEmpty();
    }

    @Test
    void G124_init_creates_what_is_missing_and_overwrites_nothing() throws Exception {
        Path settings = folder.resolve("fresh/evolua.properties");
        Init init = new Init(CommandContext.of(folder.resolve("fresh/src/db")));
        assertThat(init.run(settings).created()).hasSize(4);
        assertThat(Files.readString(settings)).contains("\nscripts=src/db\n", "#database-url=");
        assertThat(init.run(settings).kept()).containsExactly(settings);
        Files.writeString(settings, "mine");
        assertThat(new Init(project.context).run(settings).kept())
                .containsExactly(project.scripts.resolve("migration"), project.scripts.resolve("undo"), settings);
        assertThat(settings).hasContent("mine");
    }
}
