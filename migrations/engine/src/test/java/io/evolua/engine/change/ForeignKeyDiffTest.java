package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign keys, with all that PostgreSQL stores about them. */
class ForeignKeyDiffTest {

    private static final String ROWS = "insert into p values (1, 1), (2, 2); insert into c values (1, 1), (null, null)";
    private static final String CLAUSE = "foreign key (a, b) references p (a, b)";

    private static String tables(String options) {
        return "create table p (a int, b int, primary key (a, b)); create table c (a int, b int);"
                + (options.equals("none") ? "" : "alter table c add constraint f " + CLAUSE + " " + options);
    }

    private static String add(String options) {
        return "alter table c add constraint f " + CLAUSE + (options.isEmpty() ? "" : " " + options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                                     | ''
            match full                             | match full
            on delete cascade                      | on delete cascade
            on update set null on delete restrict  | on update set null on delete restrict
            on delete set null (b)                 | on delete set null (b)
            on delete set default (b, a)           | on delete set default (b, a)
            deferrable                             | deferrable
            deferrable initially deferred          | deferrable initially deferred
            not valid                              | not valid
            not enforced                           | not enforced
            match full on update cascade on delete set default deferrable initially deferred not valid | \
            match full on update cascade on delete set default deferrable initially deferred not valid
            """)
    void A091_A094_a_foreign_key_comes_and_goes(String options, String written) {
        given(tables("none"))
                .target(tables(options))
                .changes(add(written))
                .comesBackBy("alter table c drop constraint f")
                .goesUpAndDownWith(ROWS);
        given("").target(tables(options)).goesUpAndDown();
    }

    /** What PostgreSQL cannot alter is made anew. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                        | on delete cascade
            ''                        | on update cascade
            on delete restrict        | on delete cascade
            on delete set null        | on delete set null (a)
            on delete set null (a)    | on delete set null (b)
            on delete set null (a)    | on delete set default (a)
            ''                        | match full
            on update cascade on delete set null | on update restrict on delete restrict
            """)
    void A097_to_A100_changed_actions(String from, String to) {
        given(tables(from))
                .target(tables(to))
                .changes("alter table c drop constraint f", add(to))
                .comesBackBy("alter table c drop constraint f", add(from))
                .goesUpAndDownWith(ROWS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                            | deferrable                    | deferrable                    | not deferrable
            ''                            | deferrable initially deferred | deferrable initially deferred | not deferrable
            deferrable initially deferred | deferrable                    | deferrable                    | deferrable initially deferred
            """)
    void A101_to_A104_deferral_is_altered(String from, String to, String up, String down) {
        given(tables(from))
                .target(tables(to))
                .changes("alter table c alter constraint f " + up)
                .comesBackBy("alter table c alter constraint f " + down)
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_is_valid_by_now_is_validated() {
        given(tables("not valid"))
                .target(tables(""))
                .changes("alter table c validate constraint f")
                .comesBackBy("alter table c drop constraint f, add constraint f " + CLAUSE + " not valid")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void enforcement_is_altered() {
        given(tables(""))
                .target(tables("not enforced"))
                .changes("alter table c alter constraint f not enforced")
                .comesBackBy("alter table c alter constraint f enforced")
                .goesUpAndDownWith(ROWS);
        given(tables("not valid")).target(tables("not enforced")).goesUpAndDownWith(ROWS);
        given(tables("not enforced deferrable")).target(tables("not valid")).goesUpAndDownWith(ROWS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                                      | ''
            on delete no action on update no action | ''
            not deferrable                          | ''
            match simple                            | ''
            initially deferred                      | deferrable initially deferred
            initially immediate deferrable          | deferrable
            on delete CASCADE                       | on delete cascade
            """)
    void A092_A098_A099_A103_what_is_said_otherwise_is_the_same(String one, String other) {
        given(tables(one)).target(tables(other)).changesNothing();
    }

    @Test
    void A090_a_dropped_one_keeps_its_name_for_the_way_back() {
        given("create table p (id int primary key); create table c (p int references p)")
                .target("create table p (id int primary key); create table c (p int)")
                .changes("alter table c drop constraint c_p_fkey")
                .comesBackBy("alter table c add constraint c_p_fkey foreign key (p) references p (id)")
                .goesUpAndDown();
    }

    @Test
    void A093_A096_names_in_mixed_case_are_kept() {
        given("create table p (id int primary key); create table c (p int constraint \"FK_child_Parent\" references p)")
                .target(
                        "create table p (id int primary key); create table c (p int constraint fk_child_parent references p)")
                .changes("alter table c rename constraint \"FK_child_Parent\" to fk_child_parent")
                .goesUpAndDown();
        given("create table p (id int primary key); create table c (p int constraint \"MyFK\" references p, q int)")
                .target("create table p (id int primary key);"
                        + " create table c (p int, q int constraint myfk references p)")
                .changes(
                        "alter table c drop constraint \"MyFK\"",
                        "alter table c add constraint myfk foreign key (q) references p (id)")
                .goesUpAndDown();
    }

    @Test
    void a_table_without_logging_is_referred_to_again_once_both_are() {
        String logged = "create table p (id int primary key); create table c (p int constraint f references p)";
        String unlogged = "create unlogged table p (id int primary key);"
                + "create unlogged table c (p int constraint f references p)";
        given(logged).target(unlogged).goesUpAndDown();
        given(unlogged).target(logged).goesUpAndDown();
    }

    @Test
    void a_renamed_one_may_be_validated_too() {
        given(tables("not valid"))
                .target("create table p (a int, b int, primary key (a, b)); create table c (a int, b int,"
                        + " constraint g foreign key (a, b) references p);"
                        + "comment on constraint g on c is 'g'")
                .changes(
                        "alter table c rename constraint f to g",
                        "alter table c validate constraint g",
                        "comment on constraint g on c is 'g'")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void to_a_partitioned_table_there_is_one() {
        String tables = "create table p (a int primary key) partition by range (a);"
                + "create table p1 partition of p for values from (1) to (9);"
                + "create table c (a int%s);";
        given(tables.formatted(""))
                .target(tables.formatted(" constraint f references p"))
                .changes("alter table c add constraint f foreign key (a) references p (a)")
                .goesUpAndDown();
    }

    /** PostgreSQL rests a foreign key on a key, or a unique index, over exactly its columns. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            primary key (id)             | unique (id)
            primary key (id), unique (x) | unique (id), unique (x)
            unique (id)                  | primary key (x), unique (id) include (x)
            """)
    void it_steps_aside_while_it_is_rested_on_another_key(String from, String to) {
        given(resting(from, "")).target(resting(to, "")).goesUpAndDownWith(RESTING);
        given(resting(to, "")).target(resting(from, "")).goesUpAndDownWith(RESTING);
    }

    @Test
    void it_steps_aside_while_its_unique_index_is_exchanged() {
        given(resting("check (x > 0)", "create unique index i on p (id);"))
                .target(resting("check (x > 0)", "create unique index i on p (id desc);"))
                .goesUpAndDownWith(RESTING);
        given(resting("check (x > 0)", "create unique index i on p (id);"))
                .target(resting("check (x > 0), unique (id)", ""))
                .goesUpAndDownWith(RESTING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unique (id)      | constraint gone primary key (x)
            primary key (id) | constraint gone unique (x)
            primary key (id) | constraint gone unique (id, x)
            """)
    void it_stays_while_a_key_goes_that_it_does_not_rest_on(String key, String other) {
        given(resting(key + ", " + other, ""))
                .target(resting(key, ""))
                .changes("alter table p drop constraint gone")
                .goesUpAndDownWith(RESTING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index i on p (id)",
                "create unique index i on p (x)",
                "create unique index i on p (id, x)",
            })
    void it_stays_while_an_index_goes_that_it_does_not_rest_on(String index) {
        given(resting("primary key (id)", index + ";"))
                .target(resting("primary key (id)", ""))
                .changes("drop index i")
                .goesUpAndDownWith(RESTING);
    }

    @Test
    void it_stays_if_the_other_table_is_not_compared() {
        String tables = "create schema elsewhere; create table elsewhere.p (id int primary key);"
                + "create table c (p int constraint f references elsewhere.p (id)%s);";
        given(tables.formatted(""))
                .target(tables.formatted(", x int"))
                .changes("alter table c add column x integer")
                .goesUpAndDown();
    }

    private static final String RESTING = "insert into p values (1, 1); insert into c values (1)";

    private static String resting(String keys, String indexes) {
        return "create table p (id int not null, x int not null, " + keys + ");" + indexes
                + "create table c (p int constraint f references p (id));";
    }
}
