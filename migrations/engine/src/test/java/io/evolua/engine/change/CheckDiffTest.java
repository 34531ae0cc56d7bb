package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks and exclusion constraints. */
class CheckDiffTest {

    private static final String ROWS = "insert into t values (10, '[1,2)')";

    private static String table(String constraint) {
        return "create table t (a int, r int4range);"
                + (constraint.isEmpty() ? "" : "alter table t add constraint k " + constraint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK ((a > 0))",
                "CHECK ((a > 0)) NO INHERIT",
                "CHECK ((a > 0)) not valid",
                "CHECK ((a > 0)) NO INHERIT not valid",
                "CHECK ((a > 0)) not enforced",
                "EXCLUDE USING gist (r WITH &&)",
                "EXCLUDE USING gist (r WITH &&) WHERE ((a > 0))",
                "EXCLUDE USING gist (r WITH &&) INCLUDE (a)",
                "EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED",
                "EXCLUDE USING btree (((a + 1)) WITH =)"
            })
    void A142_A148_one_comes_and_goes(String constraint) {
        given(table(""))
                .target(table(constraint))
                .changes("alter table t add constraint k " + constraint)
                .comesBackBy("alter table t drop constraint k")
                .goesUpAndDownWith(ROWS);
        given("").target(table(constraint)).goesUpAndDown();
    }

    /** Also what the reference is blind to: another expression under the same name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CHECK ((a > 0))                 | CHECK ((a > 5))
            CHECK ((a > 0))                 | CHECK ((a > 0)) NO INHERIT
            CHECK ((a > 0)) NO INHERIT      | CHECK ((a > 1)) NO INHERIT not valid
            CHECK ((a > 0))                 | EXCLUDE USING gist (r WITH &&)
            EXCLUDE USING gist (r WITH &&)  | EXCLUDE USING gist (r WITH =)
            EXCLUDE USING gist (r WITH &&)  | EXCLUDE USING gist (r WITH &&) WHERE ((a > 0))
            EXCLUDE USING gist (r WITH &&)  | EXCLUDE USING gist (r WITH &&) DEFERRABLE
            EXCLUDE USING gist (r WITH &&)  | EXCLUDE USING gist (r WITH &&) WITH (fillfactor='80')
            """)
    void A143_A139_a_changed_one_is_made_anew(String from, String to) {
        given(table(from))
                .target(table(to))
                .changes("alter table t drop constraint k", "alter table t add constraint k " + to)
                .comesBackBy("alter table t drop constraint k", "alter table t add constraint k " + from)
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_is_valid_by_now_is_validated() {
        given(table("check (a > 0) not valid"))
                .target(table("check (a > 0)"))
                .changes("alter table t validate constraint k")
                .comesBackBy("alter table t drop constraint k, add constraint k CHECK ((a > 0)) not valid")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void enforcement_of_a_check_cannot_be_altered() {
        given(table("check (a > 0) not enforced"))
                .target(table("check (a > 0)"))
                .changes("alter table t drop constraint k, add constraint k CHECK ((a > 0))")
                .comesBackBy("alter table t drop constraint k, add constraint k CHECK ((a > 0)) not enforced")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void a_comment_survives_being_made_anew() {
        String comment = "; comment on constraint k on t is 'c'";
        given(table("check (a > 0)") + comment)
                .target(table("check (a > 0) not valid") + comment)
                .changes(
                        "alter table t drop constraint k, add constraint k CHECK ((a > 0)) not valid",
                        "comment on constraint k on t is 'c'")
                .goesUpAndDown();
    }

    @Test
    void A146_one_of_several_goes() {
        given("create table t (a int check (a > 0), b int check (b > 0))")
                .target("create table t (a int check (a > 0), b int)")
                .changes("alter table t drop constraint t_b_check")
                .goesUpAndDown();
    }

    @Test
    void A147_a_new_table_holds_its_checks() {
        given("")
                .target("create table t (a int constraint k check (a > 0))")
                .changes("create table t (\n    a integer,\n    constraint k CHECK ((a > 0))\n)")
                .goesUpAndDown();
    }

    @Test
    void a_renamed_check_or_exclusion_is_renamed() {
        given(
                        "create table t (a int constraint k check (a > 0), r int4range, constraint x exclude using gist (r with &&))")
                .target("create table t (a int constraint l check (a > 0), r int4range,"
                        + " constraint y exclude using gist (r with &&))")
                .changes("alter table t rename constraint k to l", "alter table t rename constraint x to y")
                .goesUpAndDown();
    }
}
