package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.change.Rename;
import io.evolua.engine.sql.SqlWriter;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renames from the wish to the rows that stayed, up and down. */
class RenameTest {

    private static final String USERS = """
            create table users (
                id bigserial primary key,
                mail varchar(100) unique check (mail like '%@%'),
                boss bigint references users,
                note text default 'mail'
            );
            create index on users (lower(mail)) where mail <> '';
            """;

    private static final String MEMBERS = """
            create table members (
                id bigserial primary key,
                email varchar(100) unique check (email like '%@%'),
                boss bigint references members,
                note text default 'mail'
            );
            create index on members (lower(email)) where email <> '';
            """;

    private static final String ROWS = "insert into users (mail) values ('a@b'), ('c@d')";

    private Project project;

    @BeforeEach
    void create(@TempDir Path folder) {
        project = new Project(folder.resolve("db"));
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void a_table_and_a_column_keep_their_rows_and_all_that_is_named_after_them_follows() {
        database(USERS, ROWS);
        Revise.Result result = autogenerate(MEMBERS, "users=members", "users.mail=email");
        assertThat(result.changes().stream().map(Change::describe))
                .containsExactly(
                        "rename table users to members",
                        "rename column members.mail to email",
                        "rename constraint users_pkey on members to members_pkey",
                        "rename constraint users_mail_key on members to members_email_key",
                        "rename constraint users_boss_fkey on members to members_boss_fkey",
                        "rename constraint users_mail_check on members to members_email_check",
                        "rename sequence users_id_seq to members_id_seq",
                        "rename index users_lower_idx on members to members_lower_idx");
        String before = catalog();
        project.upgrade("head");
        assertThat(project.query("select id, email from members order by id")).containsExactly("1 a@b", "2 c@d");
        assertThat(check(MEMBERS)).isTrue();
        project.database.run("insert into members (email) values ('e@f')");
        assertThat(project.query("select max(id) from members")).containsExactly("3");
        project.downgrade("-1");
        assertThat(catalog()).isEqualTo(before);
        assertThat(project.query("select id, mail from users order by id")).containsExactly("1 a@b", "2 c@d", "3 e@f");
        project.upgrade("head");
        assertThat(check(MEMBERS)).isTrue();
    }

    @Test
    void a_column_of_a_renamed_table_may_be_called_by_either_name() {
        database("create table users (a int, b int, c int)", "insert into users values (1, 2, 3)");
        autogenerate(
                "create table members (x int, y int, z int)",
                "members.a=x",
                "users.b=members.y",
                "users.c=users.z",
                "users=members");
        project.upgrade("head");
        assertThat(project.query("select x, y, z from members")).containsExactly("1 2 3");
    }

    @Test
    void what_refers_to_a_renamed_column_is_not_touched() {
        database("create table a (id int primary key); create table b (a_id int references a (id) on delete cascade)");
        Revise.Result result = autogenerate(
                "create table a (key int primary key); create table b (a_id int references a (key) on delete cascade)",
                "a.id=key");
        assertThat(result.changes()).hasSize(1);
        goesUpAndDown();
    }

    @Test
    void sequences_and_tables_of_other_schemas_and_odd_names() {
        database(
                "create schema app; create table app.\"Old.One\" (a int); create sequence app.\"s=1\" start 7",
                "insert into app.\"Old.One\" values (nextval('app.\"s=1\"'))");
        autogenerate(
                "create schema app; create table app.two (\"A\" int); create sequence app.t start 7",
                "app.\"Old.One\"=app.two",
                "app.\"Old.One\".a=A",
                "app.\"s=1\"=t");
        String before = catalog();
        project.upgrade("head");
        assertThat(project.query("select \"A\", nextval('app.t') from app.two")).containsExactly("7 8");
        project.downgrade("-1");
        assertThat(catalog()).isEqualTo(before);
        assertThat(project.query("select a from app.\"Old.One\"")).containsExactly("7");
    }

    @Test
    void a_renamed_column_may_change_as_well() {
        database("create table t (a int, b text)", "insert into t values (1, 'x')");
        autogenerate("create table t (c bigint not null, b text)", "t.a=c");
        String before = catalog();
        project.upgrade("head");
        assertThat(project.query("select c, b from t")).containsExactly("1 x");
        project.downgrade("-1");
        assertThat(catalog()).isEqualTo(before);
    }

    @Test
    void scripts_are_a_side_like_a_database() {
        database(USERS);
        Diff.Result result = new Diff(
                        project.context,
                        ModelSettings.none(),
                        renames(possible -> false, "users=members", "users.mail=email"))
                .run(Source.parse("revisions"), target(MEMBERS));
        assertThat(result.sql())
                .startsWith("alter table users rename to members;\n\nalter table members rename column mail to email;")
                .doesNotContain("drop", "add");
    }

    @Test
    void wrong_names_are_answered_with_the_right_ones() {
        database("create table users (mail text, kept int); create table other (a int); create sequence s");
        String target = "create table users (email text, kept int); create table members (a int); create sequence s";
        refused(target, "user.mail=email")
                .hasMessageContaining("there is no table, column, sequence, type, view or routine user.mail")
                .hasMessageContaining("other, users.mail");
        refused(target, "users.mail=e_mail")
                .hasMessageContaining("the target has no column users.e_mail")
                .hasMessageContaining("New there: email");
        refused(target, "users.kept=email").hasMessageContaining("the target still has column users.kept");
        refused(target, "other=users").hasMessageContaining("there is a table users already");
        refused(target, "other=person")
                .hasMessageContaining("the target has no table person")
                .hasMessageContaining("members");
        refused(target, "s=members").hasMessageContaining("the target still has sequence s");
        refused(target, "other=app.members").hasMessageContaining("another schema");
        refused(target, "users.mail=members.a").hasMessageContaining("no column of it");
        refused(target, "other").hasMessageContaining("old=new");
        refused(target, "users.mail=email", "users.mail=email").hasMessageContaining("another rename");
        refused(target, "other=s").hasMessageContaining("the target has no table s");
        assertThat(project.scripts.resolve("migration")).isDirectoryNotContaining("glob:**second*");
    }

    @Test
    void without_a_word_a_rename_is_named_and_never_guessed() throws IOException {
        database(
                "create table users (mail text not null, age int); create table a (x int, y int, z text); create sequence s");
        Source target = target(
                "create table users (email text, age2 bigint); create table b (x int, y int, zz text); create sequence t");
        assertThatThrownBy(() -> new Revise(project.context, ModelSettings.none())
                        .autogenerate("second", Source.parse("database"), target))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("drop table a")
                .hasMessageContaining("drop column users.mail. The values of column users.mail are lost.")
                .hasMessageContaining("--rename users.mail=users.email")
                .hasMessageContaining("--allow-data-loss");
        Revise.Result result = new Revise(project.context, ModelSettings.none(), RenameSettings.NONE, true)
                .autogenerate("second", Source.parse("database"), target);
        assertThat(result.possibleRenames().stream().map(PossibleRename::option))
                .containsExactly("a=b", "users.mail=users.email", "s=t");
        assertThat(Files.readString(result.files().get(0)))
                .contains(
                        "-- Possible rename: column users.mail to users.email; if so: --rename users.mail=users.email\n"
                                + "-- The values of column users.mail are lost.\nalter table users drop column mail;");
        assertThat(Files.readString(result.files().get(1))).doesNotContain("Possible rename");
    }

    @Test
    void a_question_is_asked_once_and_its_answer_is_heeded() {
        database("create table users (mail text, age int)", "insert into users values ('m', 1)");
        List<String> asked = new ArrayList<>();
        RenameSettings settings = new RenameSettings(List.of(), possible -> {
            asked.add(possible.question());
            return !possible.to().contains("years");
        });
        Source target = target("create table members (email text, age int, years int)");
        new Revise(project.context, ModelSettings.none(), settings, true)
                .autogenerate("second", Source.parse("database"), target("create table users (email text, years int)"));
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "Is column users.years the renamed users.age?",
                        "Is column users.email the renamed users.mail?");
        project.upgrade("head");
        assertThat(project.query("select email, years from users")).containsExactly("m null");
        assertThat(target).isNotNull();
    }

    @Test
    void types_views_and_routines_keep_their_columns_and_everything_follows() {
        database("""
                create type mood as enum ('sad', 'ok');
                create domain mail as text check (value like '%@%');
                create type place as (x int, y int);
                create function cheer(mood) returns mood language sql immutable as 'select $1';
                create table people (id int primary key, m mood default 'ok' check (m <> 'sad'), a mail, p place);
                create view happy as select id, m from people where m = 'ok';
                create materialized view known as select id from happy;
                create index on known (id);
                create view greeted as select cheer(m) as c from happy""", "insert into people values (1, 'ok', 'a@b', row(1, 2)), (2, null, null, null)");
        Revise.Result result = autogenerate(
                """
                create type feeling as enum ('sad', 'ok');
                create domain address as text check (value like '%@%');
                create type point2 as (x int, y int);
                create function hail(feeling) returns feeling language sql immutable as 'select $1';
                create table people (id int primary key, m feeling default 'ok' check (m <> 'sad'), a address, p point2);
                create view glad as select id, m from people where m = 'ok';
                create materialized view seen as select id from glad;
                create index on seen (id);
                create view greeted as select hail(m) as c from glad""", "mood=feeling", "mail=address", "place=point2", "cheer=hail", "happy=glad", "known=seen");
        assertThat(result.changes().stream().flatMap(change -> SqlWriter.statements(change).stream()))
                .containsExactly(
                        "alter function cheer(mood) rename to hail",
                        "alter type mood rename to feeling",
                        "alter domain mail rename to address",
                        "alter type place rename to point2",
                        "alter view happy rename to glad",
                        "alter materialized view known rename to seen",
                        "alter domain address rename constraint mail_check to address_check",
                        "alter index known_id_idx rename to seen_id_idx");
        List<String> before = CatalogDump.of(project.database);
        project.upgrade("head");
        assertThat(project.query("select m, a, (p).y from people where m = 'ok'::feeling"))
                .containsExactly("ok a@b 2");
        project.downgrade("-1");
        assertThat(CatalogDump.of(project.database)).isEqualTo(before);
        assertThat(project.query("select c from greeted")).containsExactly("ok");
        project.upgrade("head");
    }

    @Test
    void a_value_of_an_enum_keeps_its_rows_and_whatever_mentions_it_follows() {
        String given = "create type mood as enum ('sad', 'ok', 'happy');"
                + "create table people (m mood default 'sad' check (m <> 'happy'));"
                + "create view low as select m from people where m = 'sad'";
        String target = given.replace("'sad'", "'unhappy'");
        database(given, "insert into people values ('sad'), ('ok')");
        Revise.Result result = autogenerate(target, "mood.sad=unhappy");
        assertThat(result.changes().stream().flatMap(change -> SqlWriter.statements(change).stream()))
                .containsExactly("alter type mood rename value 'sad' to 'unhappy'");
        List<String> before = CatalogDump.of(project.database);
        project.upgrade("head");
        assertThat(project.query("select m from people order by m")).containsExactly("unhappy", "ok");
        assertThat(check(target)).isTrue();
        project.downgrade("-1");
        assertThat(CatalogDump.of(project.database)).isEqualTo(before);
        assertThat(project.query("select m from people order by m")).containsExactly("sad", "ok");
        project.upgrade("head");
    }

    @Test
    void values_of_a_renamed_type_in_another_schema() {
        database(
                "create schema app; create type app.mood as enum ('sad', 'it''s.ok'); create table t (m app.mood)",
                "insert into t values ('sad'), ('it''s.ok')");
        Revise.Result result = autogenerate(
                "create schema app; create type app.feeling as enum ('low', 'fine', 'high'); create table t (m app.feeling)",
                "app.mood=feeling",
                "app.mood.sad=low",
                "app.feeling.\"it's.ok\"=app.feeling.fine");
        assertThat(result.changes().stream().map(Change::describe))
                .containsExactly(
                        "rename type app.mood to feeling",
                        "rename value app.feeling.sad to low",
                        "rename value app.feeling.it's.ok to fine",
                        "alter type app.feeling");
        project.upgrade("head");
        assertThat(project.query("select m from t order by m")).containsExactly("low", "fine");
        project.downgrade("-1");
        assertThat(project.query("select m from t order by m")).containsExactly("sad", "it's.ok");
    }

    @Test
    void wrong_names_of_values_are_answered_with_the_right_ones() {
        database("create type mood as enum ('sad', 'ok', 'gone')");
        String target = "create type mood as enum ('low', 'ok')";
        refused(target, "mood.sat=low").hasMessageContaining("there is no table, column");
        refused(target, "mood.sad=high").hasMessageContaining("the target has no value mood.high. New there: low.");
        refused(target, "mood.ok=low").hasMessageContaining("the target still has value mood.ok");
        refused(target, "mood.sad=ok").hasMessageContaining("there is a value mood.ok already");
        refused(target, "mood.sad=other.low").hasMessageContaining("Write mood.sad=value.");
        refused(target, "mood.sad=low", "mood.gone=low").hasMessageContaining("another rename");
    }

    @Test
    void a_value_that_comes_where_one_went_may_be_the_same() {
        database(
                "create type mood as enum ('sad', 'ok', 'happy', 'over'); create table t (m mood)",
                "insert into t values ('sad')");
        Source target = target("create type mood as enum ('low', 'ok', 'high', 'more'); create table t (m mood)");
        List<String> hints = new Diff(project.context, ModelSettings.none(), RenameSettings.NONE)
                .run(Source.parse("database"), target).possibleRenames().stream()
                        .map(PossibleRename::hint)
                        .toList();
        assertThat(hints)
                .containsExactly(
                        "Possible rename: value mood.sad to mood.low; if so: --rename mood.sad=mood.low",
                        "Possible rename: value mood.happy to mood.high; if so: --rename mood.happy=mood.high",
                        "Possible rename: value mood.over to mood.more; if so: --rename mood.over=mood.more");
        List<String> asked = new ArrayList<>();
        Diff.Result answered = new Diff(
                        project.context, ModelSettings.none(), renames(possible -> asked.add(possible.question())))
                .run(Source.parse("database"), target);
        assertThat(asked).hasSize(3).contains("Is value mood.low the renamed mood.sad?");
        assertThat(answered.sql()).isEqualTo("""
                alter type mood rename value 'sad' to 'low';

                alter type mood rename value 'happy' to 'high';

                alter type mood rename value 'over' to 'more';
                """);
    }

    @Test
    void of_routines_those_that_the_target_has_are_renamed() {
        database("create function f(int) returns int language sql as 'select 1';"
                + "create function f(text) returns int language sql as 'select 2';"
                + "create procedure f(bool) language sql as 'select 3'");
        Revise.Result result = autogenerate(
                "create function g(int) returns int language sql as 'select 1';"
                        + "create function f(text) returns int language sql as 'select 2';"
                        + "create procedure g(bool) language sql as 'select 3'",
                "f=g");
        assertThat(result.changes().stream().map(Change::describe))
                .containsExactly("rename function f(integer) to g", "rename procedure f(boolean) to g");
        project.upgrade("head");
        project.downgrade("-1");
        assertThat(project.query("select f(1), f('x')")).containsExactly("1 2");
    }

    @Test
    void types_of_other_schemas_and_changed_ones() {
        database(
                "create schema app; create type app.\"Old.One\" as enum ('a'); create table t (c app.\"Old.One\")",
                "insert into t values ('a')");
        Revise.Result result = autogenerate(
                "create schema app; create type app.n as enum ('a', 'b'); create table t (c app.n)",
                "app.\"Old.One\"=app.n");
        assertThat(result.changes().stream().map(Change::describe))
                .containsExactly("rename type app.Old.One to n", "alter type app.n");
        project.upgrade("head");
        project.downgrade("-1");
        assertThat(project.query("select c from t")).containsExactly("a");
    }

    @Test
    void a_default_of_a_type_that_the_database_has_not_is_taken_as_it_stands() {
        database(
                "create type mood as enum ('a', 'b'); create table t (c mood default 'a')",
                "insert into t values ('a')");
        autogenerate("create type feeling as enum ('a', 'b'); create table t (c feeling default 'b')", "mood=feeling");
        project.upgrade("head");
        project.database.run("insert into t values (default)");
        assertThat(project.query("select c from t")).containsExactly("a", "b");
        assertThat(check("create type feeling as enum ('a', 'b'); create table t (c feeling default 'b')"))
                .isTrue();
    }

    @Test
    void wrong_names_of_objects_are_answered_with_the_right_ones() {
        database("create type mood as enum ('a'); create type kept as enum ('k'); create view v as select 1 as a");
        String target =
                "create type feeling as enum ('a'); create type kept as enum ('k'); create view w as select 1 as a";
        refused(target, "moody=feeling")
                .hasMessageContaining("there is no table, column, sequence, type, view or routine moody")
                .hasMessageContaining("mood, v");
        refused(target, "mood=fealing")
                .hasMessageContaining("the target has no type fealing. New there: type feeling.");
        refused(target, "mood=kept").hasMessageContaining("there is a type kept already");
        refused(target, "kept=feeling").hasMessageContaining("the target still has type kept");
        refused(target, "v=feeling").hasMessageContaining("the target has no view feeling. New there: view w.");
        refused(target, "mood=app.feeling").hasMessageContaining("another schema");
        refused(target, "mood=feeling", "mood=feeling").hasMessageContaining("another rename");
    }

    @Test
    void objects_that_may_be_renamed_are_named() {
        database(
                "create type mood as enum ('a'); create type other as enum ('x'); create domain d as int check (value > 0);"
                        + " create type c as (x int); create view v as select 1 as a;"
                        + " create function f() returns int language sql as 'select 1'");
        Revise.Result result = new Revise(project.context, ModelSettings.none(), RenameSettings.NONE, true)
                .autogenerate(
                        "second",
                        Source.parse("database"),
                        target("create type feeling as enum ('a'); create type another as enum ('x', 'y');"
                                + " create domain e as int check (value > 0); create type c2 as (x int);"
                                + " create view w as select 1 as a;"
                                + " create function g() returns int language sql as 'select 1'"));
        assertThat(result.possibleRenames().stream().map(PossibleRename::hint))
                .containsExactlyInAnyOrder(
                        "Possible rename: type mood to feeling; if so: --rename mood=feeling",
                        "Possible rename: type d to e; if so: --rename d=e",
                        "Possible rename: type c to c2; if so: --rename c=c2",
                        "Possible rename: view v to w; if so: --rename v=w",
                        "Possible rename: function f to g; if so: --rename f=g");
    }

    @Test
    void what_steps_aside_and_comes_back_is_no_possible_rename() {
        database("create table t (a int); create view v as select a from t; create view w as select a from t");
        Revise.Result result = autogenerate(
                "create table t (a bigint); create view v as select a from t; create view w as select a from t");
        assertThat(result.changes()).hasSize(5);
        assertThat(result.possibleRenames()).isEmpty();
    }

    private void goesUpAndDown() {
        String before = catalog();
        project.upgrade("head");
        project.downgrade("-1");
        assertThat(catalog()).isEqualTo(before);
        project.upgrade("head");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            String target, String... renames) {
        return assertThatThrownBy(() -> autogenerate(target, renames)).isInstanceOf(UsageException.class);
    }

    private void database(String sql, String... rows) {
        project.revision("1", "first", sql + ";", "select 1;");
        project.upgrade("head");
        Stream.of(rows).forEach(project.database::run);
    }

    private Revise.Result autogenerate(String target, String... renames) {
        return new Revise(project.context, ModelSettings.none(), renames(possible -> false, renames), false)
                .autogenerate("second", Source.parse("database"), target(target));
    }

    private static RenameSettings renames(java.util.function.Predicate<PossibleRename> question, String... renames) {
        return new RenameSettings(Stream.of(renames).map(Rename::parse).toList(), question);
    }

    private boolean check(String target) {
        Check.Result result =
                new Check(project.context, ModelSettings.none()).run(Source.parse("database"), target(target));
        assertThat(result.differences().sql()).isEmpty();
        return result.passed();
    }

    private Source target(String sql) {
        project.file("target.sql", sql);
        return Source.parse("sql:" + project.scripts.resolve("target.sql"));
    }

    /** Columns, constraints, indexes and sequences as PostgreSQL writes them. */
    private String catalog() {
        return String.join("\n", project.query("""
                select 'r', c.relkind, c.relname, coalesce(pg_get_indexdef(c.oid), '')
                from pg_class c where c.relnamespace::regnamespace::text in ('public', 'app') and c.relname !~ '^flyway'
                union all
                select 'a', 'a', attrelid::regclass::text || '.' || attname,
                       format_type(atttypid, atttypmod) || attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where attnum > 0 and attrelid::regclass::text in
                      (select oid::regclass::text from pg_class where relnamespace::regnamespace::text in ('public', 'app') and relkind = 'r')
                union all
                select 'c', contype, conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
                from pg_constraint where connamespace::regnamespace::text in ('public', 'app')
                order by 1, 2, 3, 4"""));
    }
}
