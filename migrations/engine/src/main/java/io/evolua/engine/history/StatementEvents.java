package io.evolua.engine.history;

import java.sql.SQLException;

/** What happens around each statement of a script, in its transaction. */
interface StatementEvents {

    /** Nothing, as around the statements of what happens there itself. */
    StatementEvents NONE = new StatementEvents() {
        @Override
        public void before() {}

        @Override
        public void after() {}
    };

    void before() throws SQLException;

    /** Not after one that failed. */
    void after() throws SQLException;
}
