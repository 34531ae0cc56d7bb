package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.sql.SqlWriter;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left out is left out on both sides: it is neither created nor dropped nor changed. The numbers are those of the
 * reference's tests, whose filters by name hide one side only and so propose to add what exists.
 */
class SelectionTest {

    private static final String TWO_SCHEMAS =
            "create table t1 (a int); create table t6 (a int); create schema other; create table other.t2 (a int);"
                    + "create table other.t7 (a int);";
    private static final String TWO_SCHEMAS_WANTED =
            "create table t3 (a int); create table t6 (a int); create schema other; create table other.t4 (a int);"
                    + "create table other.t7 (a int);";
    private static final String PARENT = "create table parent (id int primary key, other int unique);";

    private final Project project;
    private final Path folder;

    SelectionTest(@TempDir Path folder) {
        this.folder = folder;
        this.project = new Project(folder);
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void A012_one_table_of_the_default_schema() {
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("t3")))
                .containsExactly("create table t3 (\n    a integer\n)");
    }

    @Test
    void A013_what_a_name_hides_is_not_added_though_it_exists() {
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("t1", "t6")))
                .containsExactly("drop table t1");
    }

    @Test
    void A014_only_the_default_schema() {
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("schema:public")))
                .containsExactly("drop table t1", "create table t3 (\n    a integer\n)");
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, exclude("schema:other")))
                .containsExactly("drop table t1", "create table t3 (\n    a integer\n)");
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("public.*")))
                .containsExactly("drop table t1", "create table t3 (\n    a integer\n)");
    }

    @Test
    void A015_only_another_schema() {
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("schema:other")))
                .containsExactly("drop table other.t2", "create table other.t4 (\n    a integer\n)");
        assertThat(statements("", TWO_SCHEMAS_WANTED, include("other.t4")))
                .containsExactly("create schema other", "create table other.t4 (\n    a integer\n)");
    }

    @Test
    void A016_one_table_on_the_way_back() {
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("t1"))).containsExactly("drop table t1");
        assertThat(statements(TWO_SCHEMAS, TWO_SCHEMAS_WANTED, include("other.t2")))
                .containsExactly("drop table other.t2");
    }

    @Test
    void A017_tables_and_a_column_wherever_it_is() {
        String old = "create table users (id int); create table orders (id int); create table extra (id int);";
        String wanted = "create table users (id bigint, street text); create table orders (id bigint);";
        assertThat(statements(old, wanted, new Selection(List.of("users", "orders"), List.of("column:street"), false)))
                .containsExactly(
                        "alter table orders alter column id type bigint",
                        "alter table users alter column id type bigint");
        assertThat(statements(old, wanted, exclude("users.street", "public.extra", "orders")))
                .containsExactly("alter table users alter column id type bigint");
    }

    @Test
    void A018_a_column_that_is_left_out_stays_on_its_side() {
        String old = "create table users (id int, mine text default 'x');";
        assertThat(statements(old, "create table users (id int, street text)", exclude("users.mine")))
                .containsExactly("alter table users add column street text");
        assertThat(statements(old, "create table users (id int, mine int)", exclude("users.mine")))
                .isEmpty();
        assertThat(statements("", old, exclude("users.mine")))
                .containsExactly("create table users (\n    id integer\n)");
        assertThat(statements(old, "", exclude("users.mine"))).containsExactly("drop table users");
        // A name alone is a table's, or a column's only if that is said.
        assertThat(statements(old, "create table users (id int)", exclude("mine")))
                .containsExactly("alter table users drop column mine");
        assertThat(statements(old, "create table users (id int)", exclude("column:mine")))
                .isEmpty();
    }

    @Test
    void A019_kinds_are_said_before_the_pattern() {
        String old = "create table a (x int); create sequence a_numbers;";
        assertThat(statements(old, "", exclude("table:*"))).containsExactly("drop sequence a_numbers");
        assertThat(statements(old, "", exclude("sequence:*"))).containsExactly("drop table a");
        assertThat(statements(old, "", include("sequence:a_*"))).containsExactly("drop sequence a_numbers");
        assertThatThrownBy(() -> exclude("tabel:a"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"tabel:a\"")
                .hasMessageContaining("table, sequence, column");
        assertThatThrownBy(() -> include("a..b"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"a..b\"");
    }

    @Test
    void A019_views_routines_and_types_are_kinds_too() {
        String old = "create table a (x int); create view v as select x from a; create type t as enum ('x');"
                + "create function f() returns int language sql as 'select 1';"
                + "create function f(int) returns int language sql as 'select 1';";
        assertThat(statements(old, "create table a (x int)", exclude("view:*", "function:f", "t")))
                .isEmpty();
        assertThat(statements(old, "create table a (x int)", include("v"))).containsExactly("drop view v");
        assertThat(statements("create table a (x int)", old, include("type:t")))
                .containsExactly("create type t as enum ('x')");
    }

    @Test
    void names_are_those_of_the_catalog_and_quotes_take_them_as_they_are() {
        String old = "create table \"A.b\" (x int); create table a (x int); create table \"a*\" (x int);";
        assertThat(statements(old, "", exclude("\"A.b\"", "a"))).containsExactly("drop table \"a*\"");
        assertThat(statements(old, "", exclude("\"a*\"", "A?b"))).containsExactly("drop table a");
    }

    @Test
    void A020_a_foreign_key_to_a_table_that_is_left_out_is_dropped() {
        assertThat(statements(
                        PARENT + "create table child (parent_id int references parent);",
                        "create table child (parent_id int)",
                        exclude("parent")))
                .containsExactly("alter table child drop constraint child_parent_id_fkey");
    }

    @Test
    void A020_a_foreign_key_to_a_table_that_is_left_out_and_exists_is_added() {
        assertThat(statements(
                        PARENT + "create table child (parent_id int);",
                        PARENT.replace("other int", "other bigint")
                                + "create table child (parent_id int references parent);",
                        exclude("parent")))
                .containsExactly("alter table child add constraint child_parent_id_fkey foreign key (parent_id)"
                        + " references parent (id)");
    }

    @Test
    void A020_a_foreign_key_to_a_table_that_is_left_out_and_does_not_exist_is_refused() {
        String wanted = PARENT + "create table child (parent_id int references parent);";
        assertThatThrownBy(() -> statements("", wanted, exclude("parent")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("child_parent_id_fkey of table child refers to table parent")
                .hasMessageContaining("--exclude foreign-key:child.child_parent_id_fkey");
        assertThat(statements("", wanted, exclude("parent", "foreign-key:child.child_parent_id_fkey")))
                .containsExactly("create table child (\n    parent_id integer\n)");
    }

    @Test
    void A021_a_composite_foreign_key_to_a_table_that_is_left_out() {
        assertThat(statements(
                        "create table parent (a int, b int, primary key (a, b));"
                                + "create table child (a int, b int, foreign key (a, b) references parent);",
                        "create table child (a int, b int)",
                        exclude("parent")))
                .containsExactly("alter table child drop constraint child_a_b_fkey");
    }

    @Test
    void A022_a_foreign_key_is_left_out_itself() {
        String old = PARENT + "create table hidden (id int primary key);"
                + "create table child (parent_id int references parent, hidden_id int references hidden);";
        String wanted = PARENT + "create table child (parent_id int references parent, hidden_id int)";
        assertThat(statements(old, wanted, exclude("hidden", "foreign-key:child.child_hidden_id_fkey")))
                .isEmpty();
    }

    @Test
    void A023_columns_of_a_foreign_key_keep_their_types() {
        assertThat(statements(
                        "create table parent (a bigint, b varchar(9), primary key (a, b));"
                                + "create table child (a bigint, b varchar(9), foreign key (a, b) references parent);",
                        "create table child (a bigint, b varchar(9))",
                        exclude("parent")))
                .containsExactly("alter table child drop constraint child_a_b_fkey");
    }

    @Test
    void A024_a_foreign_key_to_a_table_in_a_schema_that_is_left_out() {
        String old = "create schema other; create table other.parent (id int primary key);"
                + "create table child (parent_id int references other.parent);";
        assertThat(statements(old, "create table child (parent_id int)", exclude("schema:other")))
                .containsExactly("alter table child drop constraint child_parent_id_fkey");
        assertThat(statements(old, "", exclude("schema:other"))).containsExactly("drop table child");
    }

    @Test
    void A025_several_foreign_keys_to_one_table_that_is_left_out() {
        assertThat(statements(
                        PARENT + "create table child (a int references parent, b int references parent,"
                                + " c int references parent (other));",
                        "create table child (a int, b int, c int)",
                        exclude("parent")))
                .containsExactly(
                        "alter table child drop constraint child_a_fkey",
                        "alter table child drop constraint child_b_fkey",
                        "alter table child drop constraint child_c_fkey");
    }

    @Test
    void A026_a_table_in_the_middle_of_a_chain_is_left_out() {
        String grandparent = "create table grandparent (id int primary key);";
        assertThat(statements(
                        grandparent + "create table parent (id int primary key references grandparent);"
                                + "create table child (id int references parent);",
                        grandparent + "create table child (id int);",
                        exclude("parent")))
                .containsExactly("alter table child drop constraint child_id_fkey");
    }

    @Test
    void a_table_that_is_left_out_lets_the_one_it_refers_to_go() {
        assertThat(statements(PARENT + "create table child (id int references parent);", "", exclude("child")))
                .containsExactly("alter table child drop constraint child_id_fkey", "drop table parent");
    }

    @Test
    void A027_to_A029_one_of_two_foreign_keys_is_left_out() {
        String both = PARENT
                + "create table t (a int, b int, constraint fk1 foreign key (a) references parent,"
                + " constraint fk2 foreign key (b) references parent);";
        String none = PARENT + "create table t (a int, b int);";
        String changed = PARENT
                + "create table t (a int, b int, constraint fk1 foreign key (a) references parent (other),"
                + " constraint fk2 foreign key (b) references parent (other));";
        assertThat(statements(both, none, exclude("foreign-key:fk1")))
                .containsExactly("alter table t drop constraint fk2");
        assertThat(statements(none, both, exclude("foreign-key:fk1")))
                .containsExactly("alter table t add constraint fk2 foreign key (b) references parent (id)");
        assertThat(statements(both, changed, exclude("t.fk1")))
                .containsExactly(
                        "alter table t drop constraint fk2",
                        "alter table t add constraint fk2 foreign key (b) references parent (other)");
    }

    @Test
    void A030_a_constraint_that_exists_is_not_added() {
        String both = PARENT
                + "create table t (a int, b int, constraint fk1 foreign key (a) references parent,"
                + " constraint fk2 foreign key (b) references parent);";
        String renamed = both.replace("fk2", "fk3");
        assertThat(statements(both, renamed, exclude("constraint:fk1")))
                .containsExactly("alter table t rename constraint fk2 to fk3");
        assertThat(statements(both, renamed, include("constraint:fk1"))).isEmpty();
    }

    @Test
    void A031_one_of_two_indexes_or_keys_is_left_out() {
        String both = "create table t (a int, b int, constraint u1 unique (a), constraint u2 unique (b));"
                + "create index i1 on t (a); create index i2 on t (b);";
        String none = "create table t (a int, b int)";
        String changed = "create table t (a int, b int, constraint u1 unique (a, b), constraint u2 unique (b, a));"
                + "create index i1 on t (a, b); create index i2 on t (b, a);";
        Selection selection = exclude("index:i1", "unique:t.u1");
        assertThat(statements(both, none, selection))
                .containsExactly("drop index i2", "alter table t drop constraint u2");
        assertThat(statements(none, both, selection))
                .containsExactly("alter table t add constraint u2 unique (b)", "create index i2 on t (b)");
        assertThat(statements(both, changed, selection))
                .containsExactly(
                        "drop index i2",
                        "alter table t drop constraint u2",
                        "alter table t add constraint u2 unique (b, a)",
                        "create index i2 on t (b, a)");
    }

    @Test
    void A032_A151_a_check_is_left_out_for_adding_and_for_dropping() {
        String with = "create table t (a int, constraint positive check (a > 0));";
        String without = "create table t (a int);";
        for (Selection selection : List.of(
                exclude("check:positive"), exclude("t.positive"), exclude("check:*"), exclude("constraint:*"))) {
            assertThat(statements(with, without, selection)).isEmpty();
            assertThat(statements(without, with, selection)).isEmpty();
            assertThat(statements(with, with.replace("> 0", "> 1"), selection)).isEmpty();
        }
        assertThat(statements(with, without, exclude("check:negative")))
                .containsExactly("alter table t drop constraint positive");
    }

    @Test
    void a_sequence_that_a_column_owns_comes_with_it() {
        String serial = "create table users (id serial);";
        assertThat(statements("", serial, include("users"))).contains("alter sequence users_id_seq owned by users.id");
        assertThat(statements(serial, serial, include("users"))).isEmpty();
        assertThat(statements(serial, "", exclude("sequence:*"))).containsExactly("drop table users");
    }

    @Test
    void A038_no_model_source_changes_nothing_and_names_what_is_there() {
        project.database.run("create table a (b int)");
        Diff.Result result =
                new Diff(project.context, settings(Selection.ALL)).run(Source.parse("database"), Source.parse("empty"));
        assertThat(result.changes()).isEmpty();
        assertThat(result.unmanaged().objects()).hasSize(1);
    }

    @Test
    void what_is_left_out_is_not_called_unmanaged() {
        project.database.run("create table a (b int); create table c (d int)");
        Diff.Result result =
                new Diff(project.context, settings(exclude("a"))).run(Source.parse("database"), Source.parse("empty"));
        assertThat(result.unmanaged().objects()).singleElement().hasToString("c");
    }

    @Test
    void only_what_is_mapped_needs_entities() {
        assertThatThrownBy(() -> statements("", "", new Selection(List.of(), List.of(), true)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--mapped-only");
    }

    private static Selection include(String... patterns) {
        return new Selection(List.of(patterns), List.of(), false);
    }

    private static Selection exclude(String... patterns) {
        return new Selection(List.of(), List.of(patterns), false);
    }

    private static ModelSettings settings(Selection selection) {
        return new ModelSettings(List.of(), Optional.empty(), Set.of("other")).withSelection(selection);
    }

    private List<String> statements(String from, String to, Selection selection) {
        project.file("from.sql", from).file("to.sql", to);
        return new Diff(project.context, settings(selection))
                        .run(
                                Source.parse("sql:" + folder.resolve("from.sql")),
                                Source.parse("sql:" + folder.resolve("to.sql")))
                        .changes()
                        .stream()
                        .flatMap(change -> SqlWriter.statements(change).stream())
                        .toList();
    }
}
