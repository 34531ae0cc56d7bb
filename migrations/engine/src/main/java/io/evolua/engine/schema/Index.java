package io.evolua.engine.schema;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index that backs no constraint.
 *
 * @param nullsNotDistinct whether two nulls are equal in a unique index (PostgreSQL 15)
 * @param method {@code btree} unless said otherwise
 * @param keys in key order
 * @param include the names of the columns that are stored and not compared
 * @param predicate of a partial index; empty for a whole one
 * @param storage parameters by name
 * @param valid false for what a failed {@code CREATE INDEX CONCURRENTLY} leaves behind, which serves nobody
 */
public record Index(
        String name,
        boolean nameChosen,
        boolean unique,
        boolean nullsNotDistinct,
        String method,
        List<Key> keys,
        List<String> include,
        Optional<SqlText> predicate,
        SortedMap<String, String> storage,
        boolean valid,
        Optional<String> comment)
        implements Named {

    public static final String BTREE = "btree";

    public Index {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
        storage = Collections.unmodifiableSortedMap(new TreeMap<>(storage));
    }

    /** The index that {@code @Index} can say: B-tree, whole, nothing included. */
    public static Index btree(String name, boolean nameChosen, boolean unique, List<Key> keys) {
        return new Index(
                name,
                nameChosen,
                unique,
                false,
                BTREE,
                keys,
                List.of(),
                Optional.empty(),
                Collections.emptySortedMap(),
                true,
                Optional.empty());
    }

    @Override
    public Index named(String newName) {
        return new Index(
                newName, true, unique, nullsNotDistinct, method, keys, include, predicate, storage, valid, comment);
    }

    @Override
    public Index uncommented() {
        return new Index(
                name,
                nameChosen,
                unique,
                nullsNotDistinct,
                method,
                keys,
                include,
                predicate,
                storage,
                valid,
                Optional.empty());
    }

    @Override
    public Index essence() {
        return new Index(
                "",
                true,
                unique,
                nullsNotDistinct,
                method,
                keys,
                include,
                predicate,
                Collections.emptySortedMap(),
                valid,
                Optional.empty());
    }

    /** The same index in other words. */
    public Index spelled(List<Key> newKeys, Optional<SqlText> newPredicate) {
        return new Index(
                name,
                nameChosen,
                unique,
                nullsNotDistinct,
                method,
                newKeys,
                include,
                newPredicate,
                storage,
                valid,
                comment);
    }

    /** Whether all its texts are PostgreSQL's own. */
    public boolean canonical() {
        return keys.stream().allMatch(Key::canonical)
                && predicate.map(SqlText::canonical).orElse(true);
    }

    /** The same object under a name that nobody chose. */
    public Index unnamed(String newName) {
        return new Index(
                newName, false, unique, nullsNotDistinct, method, keys, include, predicate, storage, valid, comment);
    }

    /**
     * One key.
     *
     * @param expression a column's name, unquoted, if {@code column}; otherwise an expression in SQL, in parentheses
     *     where the grammar wants them
     * @param collation as SQL, where it is not the column's own
     * @param operatorClass as SQL, with its options, where it is not the default or has some
     * @param canonical whether the expression is PostgreSQL's own spelling
     */
    public record Key(
            String expression,
            boolean column,
            Optional<String> collation,
            Optional<String> operatorClass,
            Direction direction,
            Nulls nulls,
            boolean canonical) {

        /** A column; or an expression that a person wrote, which may end with collation and operator class. */
        public Key(String expression, boolean column, Direction direction, Nulls nulls) {
            this(expression, column, Optional.empty(), Optional.empty(), direction, nulls, column);
        }

        public static Key ascending(String column) {
            return new Key(column, true, Direction.ASC, Nulls.LAST);
        }

        public static Key descending(String column) {
            return new Key(column, true, Direction.DESC, Nulls.FIRST);
        }
    }

    /** The order of a key. */
    public enum Direction {
        ASC,
        DESC;

        /** Where nulls go when nothing is said. */
        public Nulls defaultNulls() {
            return this == ASC ? Nulls.LAST : Nulls.FIRST;
        }
    }

    /** Where nulls go. */
    public enum Nulls {
        FIRST,
        LAST
    }
}
