package io.evolua.engine.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index that backs no constraint.
 *
 * @param method {@code btree} unless said otherwise
 * @param keys in key order
 * @param include the names of the columns that are stored and not compared
 * @param predicate of a partial index; empty for a whole one
 */
public record Index(
        String name,
        boolean nameChosen,
        boolean unique,
        String method,
        List<Key> keys,
        List<String> include,
        Optional<SqlText> predicate)
        implements Named {

    public static final String BTREE = "btree";

    public Index {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
    }

    /** The index that {@code @Index} can say: B-tree, whole, nothing included. */
    public static Index btree(String name, boolean nameChosen, boolean unique, List<Key> keys) {
        return new Index(name, nameChosen, unique, BTREE, keys, List.of(), Optional.empty());
    }

    @Override
    public Index named(String newName) {
        return new Index(newName, true, unique, method, keys, include, predicate);
    }

    /** The same object under a name that nobody chose. */
    public Index unnamed(String newName) {
        return new Index(newName, false, unique, method, keys, include, predicate);
    }

    /**
     * One key.
     *
     * @param expression a column's name, unquoted, if {@code column}; otherwise an expression in SQL, in parentheses
     *     where the grammar wants them, with operator class and collation where they are not the default
     */
    public record Key(String expression, boolean column, Direction direction, Nulls nulls) {

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
