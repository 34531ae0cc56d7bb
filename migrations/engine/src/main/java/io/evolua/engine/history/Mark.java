package io.evolua.engine.history;

import java.util.Optional;

/**
 * How far a script came that runs outside a transaction. Its row in the history holds it as a negative execution time
 * until the script is finished: Flyway has none such, and takes the row for that of a failed script.
 *
 * @param statement the first one that is not known to be done, counted from 1
 * @param begun whether it was begun, so that it may be done all the same
 */
record Mark(int statement, boolean begun) {

    static final Mark START = new Mark(1, false);

    int executionTime() {
        return -2 * statement - (begun ? 1 : 0);
    }

    /** What a row says; nothing if its script is finished, or if it was not written by this engine. */
    static Optional<Mark> of(AppliedRevision row) {
        int value = -row.milliseconds();
        return row.success() || value < 2 ? Optional.empty() : Optional.of(new Mark(value / 2, value % 2 == 1));
    }
}
