package io.evolua.engine.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random SQL of one partitioned table, of tables that are partitions of it on the one side and none on the other, and of
 * what refers to it; as SQL, because PostgreSQL itself names what partitions have of their parents.
 */
final class RandomPartitions {

    private static final List<String> SLOTS = List.of("p1", "p2", "p3");
    private static final List<String> STRATEGIES = List.of("range", "list", "hash");

    /** By strategy and slot, two bounds, which overlap with none of the other slots'. */
    private static final List<List<List<String>>> BOUNDS = List.of(
            List.of(
                    List.of("for values from (0) to (10)", "for values from (minvalue) to (5)"),
                    List.of("for values from (10) to (20)", "for values from (12) to (18)"),
                    List.of("default", "for values from (30) to (maxvalue)")),
            List.of(
                    List.of("for values in (1, 2)", "for values in (1)"),
                    List.of("for values in (3)", "for values in (3, 4)"),
                    List.of("default", "for values in (9)")),
            List.of(
                    List.of("for values with (modulus 4, remainder 0)", "for values with (modulus 8, remainder 0)"),
                    List.of("for values with (modulus 4, remainder 1)", "for values with (modulus 8, remainder 5)"),
                    List.of("for values with (modulus 4, remainder 2)", "for values with (modulus 8, remainder 6)")));

    /**
     * Two sides.
     *
     * @param to declares what is a partition on the other side, if only as a table of its own, for it would stay anyway
     */
    record Pair(String from, String to) {}

    /** What a side has in a slot. */
    private enum Slot {
        NOTHING,
        PLAIN,
        PARTITION
    }

    private final Random random;
    private final int strategy;
    private final StringBuilder sql = new StringBuilder();
    private final List<Slot> slots = new ArrayList<>();
    private final boolean partitioned;
    private String columns = "";

    /** Whether x is not null anyway: beside it, a partition's own NOT NULL is not seen, and yet stays when it goes. */
    private boolean required;

    private RandomPartitions(Random random, int strategy) {
        this.random = random;
        this.strategy = strategy;
        this.partitioned = random.nextInt(8) > 0;
    }

    static Pair pair(Random random) {
        int strategy = random.nextInt(STRATEGIES.size());
        RandomPartitions from = new RandomPartitions(random, strategy);
        from.write(List.of());
        RandomPartitions to = new RandomPartitions(random, strategy);
        to.write(from.slots);
        return new Pair(from.sql.toString(), to.sql.toString());
    }

    private void write(List<Slot> before) {
        say("create table ref (id int primary key)");
        List<String> definitions = new ArrayList<>(List.of("k int not null"));
        definitions.add(maybe() ? "x int" : "x bigint");
        if (maybe()) {
            definitions.add(maybe() ? "t text default 'a'" : "t varchar(20)");
        }
        columns = String.join(", ", definitions);
        boolean referable = maybe();
        if (partitioned) {
            say("create table log (" + columns + ") partition by " + STRATEGIES.get(strategy) + " (k)");
            required = random.nextInt(3) == 0;
            if (required) {
                say("alter table log add constraint log_pk primary key (k, x)");
            }
            some("alter table log add constraint log_ck check (x " + (maybe() ? ">" : ">=") + " 0)");
            some("create index log_x on log (x" + (maybe() ? ", k" : "") + ")");
            some("alter table log add constraint log_fk foreign key (x) references ref"
                    + (maybe() ? " on delete cascade" : ""));
            if (referable) {
                say("alter table log add constraint log_uk unique (k)");
            }
        }
        for (int i = 0; i < SLOTS.size(); i++) {
            boolean stays = partitioned && !before.isEmpty() && before.get(i) == Slot.PARTITION;
            slots.add(slot(stays, i));
            write(i);
        }
        if (partitioned && referable && maybe()) {
            say("create table other (k int constraint other_fk references log (k))");
        }
    }

    /** The second one is partitioned itself, which no plain table can become. */
    private Slot slot(boolean stays, int number) {
        int choice = random.nextInt(4);
        if (partitioned && (choice > 1 || (stays && number == 1))) {
            return Slot.PARTITION;
        }
        return number != 1 && (choice == 1 || stays) ? Slot.PLAIN : Slot.NOTHING;
    }

    private void write(int number) {
        String name = SLOTS.get(number);
        switch (slots.get(number)) {
            case PLAIN -> {
                say("create table " + name + " (" + columns + (maybe() ? ", own int" : "") + ")");
                some("create index " + name + "_x on " + name + " (x)");
                some("alter table " + name + " add primary key (k)");
            }
            case PARTITION -> {
                say("create table " + name + " partition of log "
                        + BOUNDS.get(strategy).get(number).get(random.nextInt(2))
                        + (number == 1 ? " partition by list (k)" : maybe() ? " with (fillfactor = 70)" : ""));
                if (number == 1) {
                    say("create table p2_rest partition of p2 default");
                    some("alter table p2_rest alter x set default " + (maybe() ? "7" : "8"));
                }
                some("alter table " + name + " alter x set default " + (maybe() ? "5" : "6"));
                if (!required) {
                    some("alter table " + name + " alter x set not null");
                }
                some("create index " + name + "_own on " + name + " (k, x)");
                some("alter table " + name + " add constraint " + name + "_ck check (k " + (maybe() ? "<" : "<=")
                        + " 1000)");
                some("comment on column " + name + ".x is 'x of " + name + "'");
            }
            default -> {
                // Nothing is there.
            }
        }
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private void some(String statement) {
        if (random.nextInt(3) == 0) {
            say(statement);
        }
    }

    private void say(String statement) {
        sql.append(statement).append(";\n");
    }
}
