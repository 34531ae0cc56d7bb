package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    /** Each of these is one statement, whatever it holds, and ends where it should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select ';'",
                "select 'it''s; fine'",
                "select 'back\\'",
                "select E'it\\'s; fine'",
                "select e'\\\\'",
                "select E'one'\n  'two\\'; still'",
                "select E'one' -- comment\n\n  -- and 'more'\n 'two\\';'",
                "select U&'d\\0061t;'",
                "select B'01', X'1F', N';'",
                "select name'x'",
                "select \"a;b\", \"say \"\"x;\"\"\"",
                "select $$;$$",
                "select $a$ ; $$ ; $b$ ; $a$",
                "select $ação_1$;$ação_1$",
                "select a$b$ from c",
                "prepare p as select $1",
                "select 1 -- ; comment\n + 2",
                "select /* ; /* nested ; */ ; */ 1",
                "select 1 /* -- */ + 2",
                "select '--', '/*'",
                "create rule r as on insert to t do also (insert into a values (1); insert into b values (2))",
                "create function f() returns int begin atomic select 1; select 2; end",
                "create or replace procedure p(a int default (case when true then 1 end)) language sql begin atomic"
                        + " insert into t values (case when a = 1 then 2 else 3 end);"
                        + " select case a when 1 then case when true then 2 end end; end",
                "create function f() returns int language sql begin atomic; select 1; end",
                "create function f() returns int language plpgsql as $$ begin select 1; end; $$",
                "create function f(begin_ int) returns int as 'select 1' language sql",
                "create table \"begin\" (a int)",
                "select 1e5, 0x1F, 1_000",
                "select a <@ b, a ? 'x', a ->> 'y;'",
                "select array[1,2][1:2]",
                "values (')'), ('(;')",
            })
    void one_statement(String sql) {
        assertThat(texts(sql)).containsExactly(sql);
        assertThat(texts(sql + ";")).containsExactly(sql);
        assertThat(texts("\n-- before;\n/* ; */" + sql + " ; select 2")).containsExactly(sql, "select 2");
        assertThat(texts("select 0;" + sql + "\n-- after;\n")).containsExactly("select 0", sql);
    }

    @Test
    void words_of_routines_elsewhere_do_not_keep_a_statement_open() {
        assertThat(texts("select begin from t; select case when a then b end; create function f() as $$x$$; select 1"))
                .hasSize(4);
        assertThat(texts("create function begin() returns int as 'select 1' language sql; select 2"))
                .hasSize(2);
        assertThat(texts("create table begin (atomic int); create view atomic as select 1"))
                .hasSize(2);
    }

    @Test
    void lines_are_counted_from_one_to_the_first_word() {
        SqlScript script =
                SqlScript.parse("x.sql", "\uFEFF\r\n-- c\r\nselect\r\n1;select 2; $$\n\n$$;\n/*\n*/ select 'a\nb';x");
        assertThat(script.statements().stream().map(SqlStatement::line)).containsExactly(3, 4, 4, 8, 9);
    }

    @Test
    void empty_statements_are_left_out() {
        assertThat(texts(";; -- nothing\n;/**/;")).isEmpty();
        assertThat(texts("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select 1;~select 'open           | x.sql:2: the string that opens here is never closed
            select 1;~~select "open          | x.sql:3: the quoted name that opens here is never closed
            select 1; /* open /* */          | x.sql:1: the comment that opens here is never closed
            select $tag$ open $$             | x.sql:1: the quote $tag$ that opens here is never closed
            select 1;~\\connect other        | x.sql:2: a backslash command of psql
            select 1 \\gset                  | x.sql:1: a backslash command of psql
            ~copy t (a) from stdin;~1~\\.    | a backslash command of psql
            copy t from stdin with (format csv) | reads data from psql's input
            select 1;~commit                 | x.sql:2: "commit" controls the transaction
            /* a */ begin -- b~ work         | controls the transaction
            start  transaction               | controls the transaction
            start/**/transaction             | controls the transaction
            end                              | controls the transaction
            abort                            | controls the transaction
            rollback                         | controls the transaction
            rollback and chain               | controls the transaction
            rollback work                    | controls the transaction
            rollback prepared 'x'            | controls the transaction
            prepare transaction 'x'          | controls the transaction
            commit prepared 'x'              | controls the transaction
            """)
    void refused_with_the_line(String sql, String message) {
        assertThatThrownBy(() -> SqlScript.parse("x.sql", sql.replace('~', '\n')))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "savepoint a",
                "release a",
                "rollback to a",
                "rollback to savepoint a",
                "rollback work to a",
                "rollback transaction to savepoint a",
                "prepare p as select 1",
                "copy t to stdout",
                "set transaction isolation level serializable",
                "beginning",
                "do $$ begin end $$",
            })
    void not_refused(String sql) {
        assertThat(texts(sql)).containsExactly(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently i on t (a)",
                "create unique /* x */ index\nconcurrently i on t (a)",
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS i on t (a)",
                "drop index concurrently i",
                "reindex index concurrently i",
                "reindex (verbose) table concurrently t",
                "reindex (concurrently) table t",
                "reindex(concurrently true, verbose) table t",
                "reindex database",
                "alter table t detach partition p concurrently",
                "vacuum",
                "vacuum (analyze) t",
                "cluster",
                "create database d",
                "drop tablespace x",
                "alter system set work_mem = 1",
                "set lock_timeout = 1; create index concurrently i on t (a); reset lock_timeout",
            })
    void only_outside_a_transaction(String sql) {
        assertThat(SqlScript.parse("x.sql", sql).onlyOutsideTransaction()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "set lock_timeout = 1",
                "create index i on t (a)",
                "create index concurrently_i on t (a)",
                "reindex (concurrently false) table t",
                "reindex table t",
                "alter table t detach partition p",
                "alter table t detach partition p finalize",
                "cluster t using i",
                "refresh materialized view concurrently v",
                "analyze t",
                "create index concurrently i on t (a); create table x ()",
                "set local lock_timeout = 1; create index concurrently i on t (a)",
            })
    void may_run_in_a_transaction_or_must_be_split(String sql) {
        assertThat(SqlScript.parse("x.sql", sql).onlyOutsideTransaction()).isFalse();
    }

    @Test
    void the_position_that_the_server_reports_is_found_in_the_script() {
        SqlStatement statement = new SqlStatement("select 1,\n  '\uD83D\uDE00',\n  x", 10);
        assertThat(statement.lineAt(1)).isEqualTo(10);
        assertThat(statement.lineAt(19)).isEqualTo(12);
        assertThat(statement.lineAt(9999)).isEqualTo(12);
    }

    @Test
    void the_beginning_of_a_long_statement_is_one_short_line() {
        String beginning = new SqlStatement("insert into t\n   values " + "(1), ".repeat(100), 1).beginning();
        assertThat(beginning)
                .startsWith("insert into t values (1), (1)")
                .endsWith(" …")
                .hasSizeLessThan(110);
    }

    private static List<String> texts(String sql) {
        return SqlScript.parse("x.sql", sql).statements().stream()
                .map(SqlStatement::text)
                .toList();
    }
}
