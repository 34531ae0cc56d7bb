package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of others that only go up get their way back. */
class AddUndoTest {

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder);
        project.up(
                        "1",
                        "users",
                        "create table users (id int primary key, mail text);\ninsert into users values (1, 'a');")
                .up(
                        "2",
                        "rename",
                        "alter table users rename column mail to email;\nalter table users add age int not null default 0;")
                .up("3", "index", "create index concurrently users_email on users (email);")
                .table("4", "other")
                .up("5", "view", "create view old as select id from users; create type mood as enum ('a');")
                .up("6", "narrow", "drop view old; alter table users drop column age; update users set email = 'b';")
                .up("7", "nothing", "update users set email = 'c';");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    private String undo(String name) throws IOException {
        return Files.readString(project.scripts.resolve("undo/" + name));
    }

    @Test
    void all_that_is_missing_is_written_and_goes_back_step_by_step() throws IOException {
        List<AddUndo.Written> written = new AddUndo(project.context).run(List.of());
        assertThat(written).extracting(each -> each.revision().id()).containsExactly("1", "2", "3", "5", "6", "7");
        assertThat(written.get(0).lines()).containsExactly(2);
        assertThat(undo("U1__users.sql")).isEqualTo("""
                        -- Takes back V1__users.sql
                        -- What V1__users.sql does to rows in line 2 is not taken back. If it has to be, write it here.
                        -- The rows of table users are lost; the way back restores its structure only.
                        drop table users;
                        """);
        assertThat(undo("U2__rename.sql"))
                .contains("rename column email to mail")
                .contains("drop column age");
        assertThat(undo("U7__nothing.sql")).contains("line 1 is not taken back", "The schema is as it was before");
        List<List<String>> states = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            states.add(CatalogDump.of(project.database));
            project.upgrade("+1");
        }
        for (int i = 6; i > 0; i--) {
            project.downgrade("-1");
            assertThat(CatalogDump.of(project.database)).isEqualTo(states.get(i));
        }
        project.downgrade("base");
        assertThat(project.tables()).isEmpty();
        assertThat(new AddUndo(project.context).run(List.of())).isEmpty();
    }

    @Test
    void those_that_are_named_are_written_and_none_is_overwritten() throws IOException {
        assertThat(new AddUndo(project.context).run(List.of("view", "3")))
                .extracting(each -> each.revision().id())
                .containsExactly("3", "5");
        String before = undo("U4__create_other.sql");
        assertThatThrownBy(() -> new AddUndo(project.context).run(List.of("1", "4")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("4 create_other has an undo script already");
        assertThat(undo("U4__create_other.sql")).isEqualTo(before);
        assertThat(project.scripts.resolve("undo/U1__users.sql")).doesNotExist();
    }

    @Test
    void each_branch_is_replayed_without_the_other() throws IOException {
        project.up("10", "left", "-- revises: 7\nalter table users add note text;")
                .up("11", "right", "-- revises: 7\nalter table users add note int;")
                .up("12", "more", "-- revises: 10\nalter table users alter note type varchar(9);")
                .up("13", "most", "-- revises: 11\nalter table users alter note type bigint;");
        assertThat(new AddUndo(project.context).run(List.of("10", "11", "12", "13")))
                .hasSize(4);
        assertThat(undo("U12__more.sql")).contains("alter column note type text");
        assertThat(undo("U13__most.sql")).contains("alter column note type integer");
    }

    @Test
    void what_cannot_be_replayed_is_refused_and_nothing_is_written() {
        project.up("8", "broken", "alter table missing add a int;");
        assertThatThrownBy(() -> new AddUndo(project.context).run(List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("V8__broken.sql");
        assertThat(project.scripts.resolve("undo/U1__users.sql")).doesNotExist();
    }

    @Test
    void what_is_not_compared_is_not_said_to_be_taken_back() {
        project.up(
                "8", "blind", "create table t (n int); create aggregate total (int) (sfunc = int4pl, stype = int4);");
        assertThatThrownBy(() -> new AddUndo(project.context).run(List.of("8")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("8 blind")
                .hasMessageContaining("drop aggregate public.total(integer)");
        assertThat(project.scripts.resolve("undo/U8__blind.sql")).doesNotExist();
    }
}
