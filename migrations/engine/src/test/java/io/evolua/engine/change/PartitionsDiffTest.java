package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.given;

import org.junit.jupiter.api.Test;

/** Partitions: what the target declares is made, what it does not mention stays. */
class PartitionsDiffTest {

    private static final String LOG =
            "create table log (id int not null, at date not null, text text default 'x')" + " partition by range (at);";
    private static final String Y25 =
            "create table y25 partition of log for values from ('2025-01-01') to ('2026-01-01');";
    private static final String Y26 =
            "create table y26 partition of log for values from ('2026-01-01') to ('2027-01-01');";
    private static final String ROWS = "insert into log values (1, '2025-02-03'), (2, '2025-12-31')";

    @Test
    void one_comes_with_its_table() {
        given("")
                .target(LOG + Y25)
                .changes("""
                        create table log (
                            id integer not null,
                            at date not null,
                            text text default 'x'::text
                        ) partition by RANGE (at)""", "create table y25 partition of log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')")
                .comesBackBy("alter table log detach partition y25", "drop table y25", "drop table log")
                .goesUpAndDown();
    }

    @Test
    void one_comes_to_a_table_with_rows() {
        given(LOG + Y25)
                .target(LOG + Y25 + Y26)
                .changes("create table y26 partition of log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
                .goesUpAndDownWith(ROWS);
    }

    @Test
    void what_the_target_does_not_mention_stays() {
        given(LOG + Y25 + Y26).target(LOG + Y25).changesNothing();
    }
}
