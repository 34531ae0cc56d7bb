package io.evolua.engine.change;

import static io.evolua.engine.change.Acceptance.read;
import static io.evolua.engine.change.Acceptance.run;
import static io.evolua.engine.change.Acceptance.statements;
import static io.evolua.engine.change.Acceptance.unordered;

import io.evolua.engine.schema.Schema;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The law on one pair of schemas: from empty to a, to b and all the way back, compared at every step. */
final class RoundTrip {

    private static final int TRIES = 150;

    private final TestDatabase database = Acceptance.emptied();
    private String step = "";

    private RoundTrip() {}

    /**
     * How a pair breaks the law.
     *
     * @param step where
     * @param kind the SQLSTATE of the error, or who sees a difference
     * @param detail the message, or the difference
     */
    record Failure(String step, String kind, String detail) {

        /** Whether the other is most likely the same bug. */
        boolean isLike(Failure other) {
            return step.equals(other.step) && kind.equals(other.kind);
        }
    }

    /** @throws AssertionError if the pair breaks the law, with the smallest pair found that breaks it in the same way */
    static void check(SchemaPair pair) {
        Optional<Failure> failure = failure(pair);
        if (failure.isPresent()) {
            SchemaPair small = Shrinker.shrink(
                    pair,
                    smaller -> failure(smaller).filter(failure.get()::isLike).isPresent(),
                    TRIES);
            throw new AssertionError(report(small, failure(small).orElse(failure.get())));
        }
    }

    static Optional<Failure> failure(SchemaPair pair) {
        RoundTrip trip = new RoundTrip();
        try {
            trip.go(pair);
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(new Failure(trip.step, e.kind, e.differences));
        } catch (AssertionError e) {
            String kind = e.getCause() instanceof SQLException sql ? "SQLSTATE " + sql.getSQLState() : "an error";
            return Optional.of(new Failure(trip.step, kind, withoutScript(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            return Optional.of(new Failure(trip.step, e.getClass().getName(), e.toString()));
        }
    }

    /** The report shows the script, and after the statement that failed the message says it again. */
    private static String withoutScript(String message) {
        int end = message.indexOf("\nof\n");
        return end < 0 ? message : message.substring(0, end);
    }

    private void go(SchemaPair pair) {
        step = "from empty to a";
        List<Change> toA = SchemaDiff.between(Schema.empty(), pair.a());
        run(database, toA);
        expect(pair.a());
        List<String> dump = CatalogDump.of(database);
        step = "from a to b";
        List<Change> toB = SchemaDiff.between(pair.a(), pair.b());
        run(database, toB);
        expect(pair.b());
        step = "from b back to a";
        run(database, Change.invert(toB));
        expect(pair.a());
        List<String> missing = new ArrayList<>(dump);
        List<String> extra = new ArrayList<>(CatalogDump.of(database));
        extra.removeAll(dump);
        missing.removeAll(CatalogDump.of(database));
        missing.replaceAll(line -> "expected " + line);
        extra.replaceAll(line -> "is       " + line);
        missing.addAll(extra);
        expectNone("the catalog's own words differ", missing);
        step = "from a back to empty";
        run(database, Change.invert(toA));
        expect(Schema.empty());
    }

    private void expect(Schema schema) {
        Schema actual = read(database);
        expectNone("what is read differs", Difference.of(unordered(schema), unordered(actual)));
        expectNone("there are still changes", statements(SchemaDiff.between(actual, schema)));
    }

    private static void expectNone(String kind, List<String> differences) {
        if (!differences.isEmpty()) {
            throw new Broken(kind, String.join("\n", differences));
        }
    }

    static String report(SchemaPair pair, Failure failure) {
        return String.join(
                "\n",
                failure.step() + ": " + failure.kind(),
                failure.detail(),
                "-- a",
                script(Schema.empty(), pair.a()),
                "-- b",
                script(Schema.empty(), pair.b()),
                "-- from a to b",
                script(pair.a(), pair.b()));
    }

    private static String script(Schema from, Schema to) {
        try {
            return String.join(";\n", statements(SchemaDiff.between(from, to)));
        } catch (RuntimeException e) {
            return "cannot be written: " + e;
        }
    }

    /** The law is broken, though PostgreSQL took every statement. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String kind;
        private final String differences;

        Broken(String kind, String differences) {
            super(differences);
            this.kind = kind;
            this.differences = differences;
        }
    }
}
