package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.OtherScripts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.postgresql.jdbc.PgConnection;

/**
 * Flyway's SQL callbacks, run at the moments and in the transactions in which Flyway runs them: those around a script in
 * the script's own, every other in one of its own.
 */
final class Moments {

    private static final Pattern UP = Pattern.compile("(before|after)(Each)?Migrate(Applied|OperationFinish|Error)?"
            + "|beforeValidate|afterValidate|afterVersioned|beforeRepeatables");
    private static final Pattern DOWN = Pattern.compile("(before|after)(Each)?Undo(OperationFinish|Error)?");

    private final PgConnection connection;
    private final SessionState session;
    private final RunListener listener;
    private final String kind;
    private final Map<String, List<SideScript>> scripts;

    /**
     * Reads the scripts of all moments, so that none is found wanting midway.
     *
     * @throws RefusedException if one cannot be run as it stands
     */
    Moments(
            PgConnection connection,
            SessionState session,
            OtherScripts others,
            Direction direction,
            RunListener listener) {
        this.connection = connection;
        this.session = session;
        this.listener = listener;
        this.kind = kind(direction);
        this.scripts = known(others, direction);
    }

    /** What runs in this direction, by moments. */
    static Map<String, List<SideScript>> known(OtherScripts others, Direction direction) {
        Map<String, List<SideScript>> scripts = new TreeMap<>();
        Pattern known = direction == Direction.UP ? UP : DOWN;
        for (OtherScripts.Callback callback : others.callbacks()) {
            if (known.matcher(callback.moment()).matches()) {
                scripts.computeIfAbsent(callback.moment(), any -> new ArrayList<>())
                        .add(SideScript.of(callback.script()));
            }
        }
        return scripts;
    }

    /** Flyway's word for the direction within the names of its moments. */
    static String kind(Direction direction) {
        return direction == Direction.UP ? "Migrate" : "Undo";
    }

    boolean none() {
        return scripts.isEmpty();
    }

    /** Each script in a transaction of its own; the word is what stands before the kind of run, as in {@code before}. */
    void of(String word) throws SQLException {
        named(word + kind);
    }

    /** As {@link #of}, with a word behind the kind of run, as in {@code afterMigrateApplied}. */
    void of(String word, String behind) throws SQLException {
        named(word + kind + behind);
    }

    /** Each script of a moment in a transaction of its own, which leaves the session as it was. */
    void named(String moment) throws SQLException {
        for (SideScript script : at(moment)) {
            connection.setAutoCommit(!script.inTransaction());
            script.run(connection, listener);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            connection.setAutoCommit(true);
            session.end();
        }
    }

    /** In the transaction of the script that follows, if it has one. */
    void beforeEach(boolean inTransaction) throws SQLException {
        connection.setAutoCommit(!inTransaction);
        each("beforeEach");
    }

    /** In the transaction of the script before it, if it has one. */
    void afterEach() throws SQLException {
        each("afterEach");
    }

    private void each(String word) throws SQLException {
        for (SideScript script : at(word + kind)) {
            script.run(connection, listener);
        }
    }

    /** After a failure, whose place no other takes. Flyway does so within the failed transaction, where PostgreSQL refuses. */
    void failed(String word, Exception failure) {
        try {
            if (!at(word + kind + "Error").isEmpty() && !connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                of(word, "Error");
            }
        } catch (SQLException | RefusedException e) {
            failure.addSuppressed(e);
        }
    }

    private List<SideScript> at(String moment) {
        return scripts.getOrDefault(moment, List.of());
    }
}
