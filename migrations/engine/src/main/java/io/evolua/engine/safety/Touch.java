package io.evolua.engine.safety;

/**
 * What a statement does to a table.
 *
 * @param table as the statement names it
 * @param lock the strongest lock that it takes
 * @param work the most that it does
 */
public record Touch(String table, LockMode lock, Work work) {

    Touch with(Work other) {
        return new Touch(table, lock, other);
    }

    /** The more of two on one table. */
    Touch and(Touch other) {
        return new Touch(
                table,
                lock.compareTo(other.lock) >= 0 ? lock : other.lock,
                work.compareTo(other.work) >= 0 ? work : other.work);
    }
}
