package io.evolua.engine.command;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.database.Database;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.selection.SchemaObject;
import io.evolua.engine.selection.Selection;
import io.evolua.engine.testing.Project;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no revision created is listed and left alone; what one created, and the target lacks, is dropped. */
class UnmanagedTest {

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void create() {
        project = new Project(folder);
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void a_table_that_no_revision_created_is_listed_and_left_alone() {
        project.table("1", "users").upgrade("head");
        project.database.run("create table legacy (id int primary key, users int)");
        Diff.Result result = diff("create table users (id int)");
        assertThat(result.changes()).isEmpty();
        assertThat(names(result.unmanaged())).containsExactly("table legacy");
        assertThat(result.unmanaged().remarks()).isEmpty();
        Check.Result check = new Check(project.context, ModelSettings.none())
                .run(source("database"), target("create table users (id int)"));
        assertThat(check.passed()).isTrue();
        assertThat(names(check.differences().unmanaged())).containsExactly("table legacy");
    }

    @Test
    void what_a_revision_created_is_dropped_and_what_is_in_it() {
        project.table("1", "users")
                .table("2", "orders")
                .up("3", "more", "create sequence numbers; create schema app; create table app.t (a int);")
                .upgrade("head");
        project.database.run("alter table orders add by_hand int; create index ix on orders (by_hand)");
        Diff.Result result = diff("create table users (id int)");
        assertThat(result.sql())
                .contains("drop table app.t", "drop table orders", "drop sequence numbers", "drop schema app");
        assertThat(result.unmanaged().isEmpty()).isTrue();
        assertThat(result.reversed().sql()).contains("by_hand integer", "create index ix on orders (by_hand)");
    }

    @Test
    void without_revisions_nothing_is_managed() {
        project.database.run(
                "create table a (id int); create sequence s; create schema app; create table app.t (a int)");
        Diff.Result result = diff(settings().withDropUnmanaged(false), "");
        assertThat(result.changes()).isEmpty();
        assertThat(names(result.unmanaged())).containsExactly("schema app", "table a", "table app.t", "sequence s");
    }

    @Test
    void a_revision_that_is_not_applied_created_nothing() {
        project.table("1", "users").table("2", "orders").upgrade("+1");
        project.database.run("create table orders (id int)");
        assertThat(names(diff("create table users (id int)").unmanaged())).containsExactly("table orders");
    }

    @Test
    void a_revision_that_only_a_stamp_recorded_counts() {
        project.table("1", "users").stamp("head");
        project.database.run("create table users (id int)");
        assertThat(diff("").sql()).contains("drop table users");
    }

    @Test
    void within_a_table_columns_constraints_and_indexes_are_told_apart() {
        project.up("1", "users", """
                        create table users (id int primary key, email text, age int, unique (email));
                        create index ours on users (age);
                        """).upgrade("head");
        project.database.run("""
                alter table users add by_hand text not null default '';
                alter table users add constraint named_by_hand check (age > 0);
                alter table users add unique (age);
                create index theirs on users (email, by_hand);
                """);
        Diff.Result result = diff("create table users (id int, email text)");
        assertThat(names(result.unmanaged())).containsExactly("column users.by_hand", "index users.theirs");
        assertThat(result.sql())
                .contains(
                        "drop column age",
                        "drop constraint users_email_key",
                        "drop constraint users_pkey",
                        "drop index ours")
                .doesNotContain("by_hand text", "theirs");
        // They would go with the column unnamed, and the way back would not bring them.
        assertThat(result.sql()).contains("drop constraint named_by_hand", "drop constraint users_age_key");
        upAndDown(result);
    }

    @Test
    void what_the_target_wants_under_the_same_name_is_compared_and_altered() {
        project.table("1", "users").upgrade("head");
        project.database.run("create table orders (id int, extra int); create index ix on users (id);");
        Diff.Result result = diff("""
                create table users (id int);
                create table orders (id bigint);
                create index ix on orders (id);
                """);
        assertThat(names(result.unmanaged())).containsExactly("column orders.extra");
        assertThat(result.sql())
                .contains(
                        "alter table orders alter column id type bigint",
                        "drop index ix",
                        "create index ix on orders (id)");
        upAndDown(result);
    }

    @Test
    void a_foreign_key_of_an_unmanaged_table_goes_with_the_table_it_refers_to() {
        project.up("1", "users", "create table users (id int primary key);").upgrade("head");
        project.database.run("create table legacy (id int, users int references users)");
        Diff.Result result = diff("");
        assertThat(result.sql()).startsWith("alter table legacy drop constraint legacy_users_fkey;");
        assertThat(names(result.unmanaged())).containsExactly("table legacy");
        upAndDown(result);
    }

    @Test
    void a_foreign_key_of_an_unmanaged_table_lets_a_column_change_its_type() {
        project.up("1", "users", "create table users (id int primary key);").upgrade("head");
        project.database.run("create table legacy (id int, users int references users)");
        Diff.Result result = diff("create table users (id bigint primary key)");
        assertThat(names(result.unmanaged())).containsExactly("table legacy");
        upAndDown(result);
    }

    @Test
    void a_schema_stays_while_something_unmanaged_is_in_it() {
        project.up("1", "app", "create schema app; create table app.t (a int);").upgrade("head");
        project.database.run("create table app.by_hand (a int)");
        Diff.Result result = diff("");
        assertThat(result.sql()).contains("drop table app.t").doesNotContain("schema app");
        assertThat(names(result.unmanaged())).containsExactly("table app.by_hand");
    }

    @Test
    void it_is_dropped_when_asked_for() {
        project.table("1", "users").upgrade("head");
        project.database.run("create table legacy (id int)");
        Diff.Result result = diff(settings().withDropUnmanaged(true), "create table users (id int)");
        assertThat(result.sql()).contains("drop table legacy");
        assertThat(result.unmanaged()).isEqualTo(Unmanaged.NONE);
        upAndDown(result);
    }

    @Test
    void only_the_configured_database_is_known_to_be_ours() {
        project.database.run("create table legacy (id int)");
        String url = project.database.url();
        assertThat(run(settings(), source(url), source("empty")).sql()).contains("drop table legacy");
        assertThat(run(settings(), target("create table legacy (id int)"), source("empty"))
                        .sql())
                .contains("drop table legacy");
        assertThat(run(settings(), source("database"), source("empty")).isEmpty())
                .isTrue();
        assertThat(run(settings(), source("empty"), source("database")).sql()).contains("create table legacy");
    }

    @Test
    void statements_that_need_what_was_there_before_are_passed_over_and_named() {
        project.database.run("create table old (id int)");
        project.up("1", "add_age", "alter table old add age int;\ncreate table users (id int);")
                .upgrade("head");
        project.database.run("create table legacy (id int)");
        Diff.Result result = diff("create table old (id int)");
        assertThat(result.sql()).contains("drop table users").doesNotContain("old");
        assertThat(names(result.unmanaged())).containsExactly("table legacy", "column old.age");
        assertThat(result.unmanaged().remarks())
                .singleElement()
                .asString()
                .contains("V1__add_age.sql, line 1: ", "relation \"old\" does not exist");
    }

    @Test
    void a_dump_as_the_first_revision_is_replayed_whatever_it_sets() {
        project.up(
                        "1",
                        "dump",
                        "select pg_catalog.set_config('search_path', '', false);\ncreate table public.users (id int);")
                .table("2", "orders")
                .upgrade("head");
        project.database.run("create table legacy (id int)");
        Diff.Result result = diff("");
        assertThat(result.sql()).contains("drop table users", "drop table orders");
        assertThat(names(result.unmanaged())).containsExactly("table legacy");
        assertThat(result.unmanaged().remarks()).isEmpty();
    }

    @Test
    void a_role_that_may_not_try_scripts_out_is_told_so() {
        project.table("1", "users").upgrade("head");
        project.database.run("create table legacy (id int); create role guest login;"
                + "grant usage on schema public to guest; grant select on all tables in schema public to guest");
        try {
            CommandContext guest = CommandContext.of(folder)
                    .withDatabase(DatabaseUrl.parse(project.database.url().replace("postgres@", "guest@")));
            assertThatThrownBy(() -> new Diff(guest, settings()).run(source("database"), source("empty")))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("guest")
                    .hasMessageContaining("grant create on database");
        } finally {
            project.database.run("drop owned by guest; drop role guest");
        }
    }

    @Test
    void nothing_is_replayed_where_nothing_would_be_dropped() {
        project.table("1", "users").upgrade("head");
        project.up("2", "broken", "this is no SQL;");
        project.stamp("head");
        assertThat(diff("create table users (id int, age int)").sql()).contains("add column age");
    }

    @Test
    void A033_the_history_table_is_never_proposed() {
        project.table("1", "users").upgrade("head");
        Diff.Result result = diff(settings().withDropUnmanaged(true), "create table users (id int)");
        assertThat(result.changes()).isEmpty();
        assertThat(result.unmanaged().isEmpty()).isTrue();
    }

    @Test
    void A034_the_history_table_is_not_proposed_where_the_target_has_it() {
        String history = "create table flyway_schema_history (installed_rank int primary key)";
        assertThat(diff(history).changes()).isEmpty();
        project.table("1", "users").upgrade("head");
        assertThat(diff("create table users (id int);" + history).changes()).isEmpty();
        assertThat(run(settings(), source("empty"), target(history)).changes()).isEmpty();
    }

    @Test
    void A035_the_history_table_has_another_name_or_schema() {
        project.database.run("create schema admin");
        for (String name : List.of("applied", "admin.flyway_schema_history", "admin.applied")) {
            CommandContext context = project.context.withHistoryTable(name);
            project.table("1", "users");
            new Upgrade(context).run("head");
            ModelSettings settings =
                    new ModelSettings(List.of(), Optional.empty(), Set.of("admin")).withDropUnmanaged(true);
            Diff.Result result = new Diff(context, settings)
                    .run(source("database"), target("create table users (id int); create schema admin"));
            assertThat(result.sql()).as(name).isEmpty();
            new Downgrade(context).run("base");
            project.database.run("drop table " + name);
        }
    }

    @Test
    void partitions_and_objects_of_extensions_are_never_proposed() {
        project.database.run("""
                create extension citext; create extension hstore;
                create table log (at date) partition by range (at);
                create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01');
                """);
        String table = "create table log (at date) partition by range (at)";
        Diff.Result result = diff(settings().withDropUnmanaged(true), table);
        assertThat(result.sql()).doesNotContain("log", "drop type", "drop function", "drop operator");
        assertThat(diff(table).isEmpty()).isTrue();
        assertThat(names(diff("").unmanaged())).contains("table log").doesNotContain("table log_2026");
        assertThat(diff("").sql()).doesNotContain("log", "citext", "hstore");
    }

    @Test
    void types_views_routines_and_triggers_are_told_apart_as_tables_are() {
        project.up("1", "ours", """
                        create table users (id int primary key, name text);
                        create type mood as enum ('sad', 'happy');
                        create view names as select name from users;
                        create function one() returns int language sql as 'select 1';
                        """).upgrade("head");
        project.database.run("""
                create table legacy (id int);
                create function touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger touched before insert on legacy for each row execute function touch();
                create trigger by_hand before insert on users for each row execute function touch();
                create view ids as select id from users;
                create view name_lengths as select length(name) from names;
                """);
        Diff.Result result = diff("create table users (id int primary key, name text)");
        assertThat(names(result.unmanaged()))
                .containsExactly("table legacy", "function touch()", "view ids", "trigger users.by_hand");
        assertThat(result.sql())
                .contains("drop type mood", "drop view names", "drop function one()", "drop view name_lengths")
                .doesNotContain("legacy", "touch", "ids");
        project.database.run(result.sql());
        project.database.run(result.reversed().sql());
        project.database.run(result.sql());
        assertThat(diff(settings().withDropUnmanaged(true), "create table users (id int primary key, name text)")
                        .sql())
                .contains(
                        "drop view ids", "drop trigger by_hand on users", "drop table legacy", "drop function touch()");
    }

    @Test
    void A041_a_table_of_the_same_name_in_another_schema_is_another_table() {
        project.up("1", "add_ix", "create table add_ix (a int); create index ix_1 on add_ix (a);")
                .upgrade("head");
        Diff.Result result = diff("create table add_ix (a int); create index ix_1 on add_ix (a);"
                + "create schema app; create table app.add_ix (a int); create index ix_1 on app.add_ix (a);");
        assertThat(result.changes())
                .extracting(Change::describe)
                .containsExactly("create schema app", "create table app.add_ix");
    }

    @Test
    void A043_columns_of_a_primary_key_are_not_null_whether_that_is_said_or_not() {
        project.up("1", "t", "create table t (a int, b int not null, primary key (a, b));")
                .upgrade("head");
        assertThat(diff("create table t (a int not null, b int, primary key (a, b))")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void A044_tables_that_refer_to_each_other_are_dropped_together() {
        project.up("1", "extra", """
                        create table users (id int primary key, pw text);
                        create index pw_idx on users (pw);
                        create table extra (x int, uid int references users);
                        alter table users add foreign key (id) references users;
                        """).upgrade("head");
        Diff.Result result = diff("");
        assertThat(result.changes())
                .extracting(Change::describe)
                .containsExactly("drop table extra", "drop table users");
        upAndDown(result);
    }

    @Test
    void A045_the_number_of_queries_does_not_depend_on_the_number_of_tables() {
        project.table("1", "one").upgrade("head");
        project.database.run("create table unmanaged (id int)");
        int few = queries();
        String more = IntStream.range(0, 40)
                .mapToObj(i -> "create table t" + i + " (a int primary key, b text unique, c int references t" + i
                        + ", check (a > 0)); create index on t" + i + " (c); create sequence s" + i + ";")
                .collect(joining("\n"));
        project.database.run(more);
        assertThat(queries()).isEqualTo(few);
    }

    /** Statements that one comparison prepares or executes. */
    private int queries() {
        AtomicInteger count = new AtomicInteger();
        Supplier<Connection> counted = () -> {
            Connection connection = Database.connect(DatabaseUrl.parse(project.database.url()));
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        if (method.getName().equals("createStatement")
                                || method.getName().equals("prepareStatement")) {
                            count.incrementAndGet();
                        }
                        return method.invoke(connection, args);
                    });
        };
        new Diff(project.context.withDatabase(counted), settings()).run(source("database"), source("empty"));
        return count.get();
    }

    private Diff.Result diff(String target) {
        return diff(settings(), target);
    }

    private Diff.Result diff(ModelSettings settings, String target) {
        return run(settings, source("database"), target(target));
    }

    private Diff.Result run(ModelSettings settings, Source from, Source to) {
        return new Diff(project.context, settings).run(from, to);
    }

    private static ModelSettings settings() {
        return new ModelSettings(List.of(), Optional.empty(), Set.of("app"), Selection.ALL, false);
    }

    private Source target(String sql) {
        project.file("target.sql", sql);
        return source("sql:" + folder.resolve("target.sql"));
    }

    private static Source source(String text) {
        return Source.parse(text);
    }

    /** The order of columns is the one thing that cannot be brought back. */
    private void upAndDown(Diff.Result result) {
        List<String> before = everything();
        project.database.run(result.sql());
        project.database.run(result.reversed().sql());
        assertThat(everything()).isEqualTo(before);
        project.database.run(result.sql());
    }

    private List<String> everything() {
        return run(settings(), source("empty"), source("database"))
                .sql()
                .lines()
                .map(line -> line.replaceFirst(",$", ""))
                .sorted()
                .toList();
    }

    private static List<String> names(Unmanaged unmanaged) {
        return unmanaged.objects().stream().map(UnmanagedTest::name).toList();
    }

    private static String name(SchemaObject object) {
        return object.kind().label() + " " + object;
    }
}
