package io.evolua.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What rows must fulfil to be found: the counterpart of {@link Condition} for statements. Values are parameters, never part
 * of the text; columns and operators are this package's own words.
 */
final class SqlCondition {

    private final List<String> comparisons;
    private final List<Object> values;

    private SqlCondition(List<String> comparisons, List<Object> values) {
        this.comparisons = List.copyOf(comparisons);
        this.values = List.copyOf(values);
    }

    /** Fulfilled by every row. */
    static SqlCondition all() {
        return new SqlCondition(List.of(), List.of());
    }

    /** Fulfilled by those whose column has the value. */
    static SqlCondition equal(String column, Object value) {
        return new SqlCondition(List.of(column + " = "), List.of(value));
    }

    /** Fulfilled by those whose column comes after the value in the database's order. */
    static SqlCondition after(String column, Object value) {
        return new SqlCondition(List.of(column + " > "), List.of(value));
    }

    /** Fulfilled by those that fulfil both. */
    SqlCondition and(SqlCondition other) {
        List<String> both = new ArrayList<>(comparisons);
        both.addAll(other.comparisons);
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new SqlCondition(both, all);
    }

    /** The clause, or nothing; its parameters are the first ones of the statement. */
    String where() {
        return IntStream.range(0, comparisons.size())
                .mapToObj(i -> comparisons.get(i) + "$" + (i + 1))
                .collect(Collectors.joining(" and ", comparisons.isEmpty() ? "" : " where ", ""));
    }

    List<Object> values() {
        return values;
    }
}
