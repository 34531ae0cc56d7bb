package io.evolua.engine.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a statement's locks is what a server does: its own locks and files are looked at. */
class EffectsTest {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create().run("""
                create table parent (id int primary key);
                create table t (id int primary key, n int, v varchar(10), parent int,
                    constraint fk foreign key (parent) references parent, constraint loose check (n > 0) not valid);
                create unique index t_n on t (n);
                create table log (at int not null) partition by range (at);
                create table log_1 partition of log for values from (0) to (10);
                create table log_2 (at int not null);
                create materialized view m as select id from t;
                create function f() returns trigger language plpgsql as 'begin return new; end';
                create trigger tr before insert on t for each row execute function f();
                create policy p on t;
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t add column c text",
                "alter table t add column c int not null default 7, add d timestamptz default now()",
                "alter table t add column c uuid default gen_random_uuid()",
                "alter table t add column c bigserial",
                "alter table t add column c int generated always as identity",
                "alter table t add column c int generated always as (n + 1) stored",
                "alter table t add column c int check (c > 0)",
                "alter table t add column c int unique",
                "alter table t add column c int references parent",
                "alter table t drop column v",
                "alter table t rename column v to w",
                "alter table t rename to s",
                "alter table t alter column v set default 'a, b', alter v drop default",
                "alter table t alter n set not null",
                "alter table t alter column n type bigint",
                "alter table t add constraint c check (n > 1)",
                "alter table t add constraint c check (n > 1) not valid",
                "alter table t validate constraint loose",
                "alter table t validate constraint fk",
                "alter table t add constraint k foreign key (n) references parent",
                "alter table t add constraint k foreign key (n) references parent (id) on delete cascade not valid",
                "alter table t drop constraint fk",
                "alter table t add constraint u unique (v)",
                "alter table t add constraint u unique using index t_n",
                "alter table t set unlogged",
                "alter table t set (fillfactor = 70)",
                "alter table t alter column n set statistics 10",
                "alter table t disable trigger tr",
                "alter table t enable row level security",
                "alter table log attach partition log_2 for values from (10) to (20)",
                "alter table log detach partition log_1",
                "create index on t (v)",
                "create unique index t_v on public.t (v)",
                "drop index t_n",
                "reindex table t",
                "reindex index t_n",
                "drop table t cascade",
                "truncate t",
                "create table log_3 partition of log for values from (20) to (30)",
                "create table child (parent int references parent)",
                "create trigger tr2 after update on t for each row execute function f()",
                "drop trigger tr on t",
                "create policy p2 on t",
                "drop policy p on t",
                "create rule r as on insert to t do also nothing",
                "comment on table t is 'on x'",
                "comment on column public.t.n is ''",
                "lock table t in share row exclusive mode",
                "analyze t",
                "refresh materialized view m",
                "insert into t (id) values (5)",
                "update only t set n = 3",
                "delete from t",
                "select * from t",
            })
    void is_as_the_server_does_it(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Map<String, String> files = read(
                    connection,
                    "select oid::regclass, pg_relation_filenode(oid) from pg_class"
                            + " where relnamespace = 'public'::regnamespace and relkind in ('r', 'm')");
            statement.execute(sql);
            Map<String, String> locks = read(connection, """
                    select c.relname, string_agg(replace(l.mode, 'Lock', ''), ',') from pg_locks l
                    join pg_class c on c.oid = l.relation
                    where l.pid = pg_backend_pid() and c.relkind in ('r', 'p', 'm')
                      and c.relnamespace = 'public'::regnamespace group by 1""");
            Map<String, String> said = new TreeMap<>();
            Effect effect = Effects.of(sql);
            for (Touch touch : effect.touches()) {
                said.put(touch.table().replace("public.", ""), touch.lock().words());
            }
            effect.index().ifPresent(touch -> said.put("t", touch.lock().words()));
            for (Map.Entry<String, String> entry : said.entrySet()) {
                String table = sql.contains("rename to s") ? "s" : entry.getKey();
                String held = locks.getOrDefault(table, "AccessExclusive");
                LockMode strongest = LockMode.ACCESS_SHARE;
                for (String mode : held.split(",", -1)) {
                    LockMode each = LockMode.of(mode.replaceAll("(?<=[a-z])(?=[A-Z])", " "));
                    strongest = each.compareTo(strongest) > 0 ? each : strongest;
                }
                assertThat(entry.getValue()).as(sql + " on " + table).isEqualTo(strongest.words());
            }
            boolean rewritten = effect.touches().stream().anyMatch(touch -> touch.work() == Work.REWRITE);
            Map<String, String> after = read(
                    connection,
                    "select oid::regclass, pg_relation_filenode(oid) from pg_class where relkind in ('r', 'm')");
            if (!sql.startsWith("truncate") && after.containsKey("t")) {
                assertThat(rewritten)
                        .as(sql + " rewrites")
                        .isEqualTo(!String.valueOf(after.get("t")).equals(files.get("t"))
                                || !String.valueOf(after.get("m")).equals(files.get("m")));
            }
            connection.rollback();
        }
    }

    @Test
    void what_runs_outside_a_transaction_waits_for_nobody() {
        assertThat(Effects.of("create unique index concurrently if not exists i on a.\"T t\" (x)")
                        .touches())
                .containsExactly(new Touch("a.\"T t\"", LockMode.SHARE_UPDATE_EXCLUSIVE, Work.INDEX));
        assertThat(Effects.of("alter table log detach partition log_1 concurrently")
                        .touches())
                .extracting(Touch::lock)
                .containsExactly(LockMode.SHARE_UPDATE_EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE);
        assertThat(Effects.of("vacuum (full, verbose) t").touches())
                .containsExactly(new Touch("t", LockMode.ACCESS_EXCLUSIVE, Work.REWRITE));
        assertThat(Effects.of("create type mood as enum ('x')")).isEqualTo(Effect.NONE);
    }

    @Test
    void the_form_that_is_kinder_is_named() {
        assertThat(Effects.of("CREATE INDEX i ON t (x)").instead())
                .hasValueSatisfying(s -> assertThat(s).contains("concurrently"));
        assertThat(Effects.of("alter table t add foreign key (a) references b").instead())
                .hasValueSatisfying(s -> assertThat(s).contains("NOT VALID"));
        assertThat(Effects.of("alter table t add foreign key (a) references b not valid")
                        .instead())
                .isEmpty();
    }

    private static Map<String, String> read(Connection connection, String query) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.put(result.getString(1), String.valueOf(result.getString(2)));
            }
        }
        return rows;
    }
}
