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
 * Flyway's SQL callbacks, run at the moments and in the transactions in which Flyway runs them: those around a script and
 * its statements in the script's own, every other in one of its own.
 */
final class Moments implements StatementEvents {

    private static final Pattern UP =
            Pattern.compile("(before|after)(Each)?Migrate(Applied|OperationFinish|Error|Statement(Error)?)?"
                    + "|beforeValidate|afterValidate(Error)?|createSchema|beforeCreateSchema"
                    + "|beforeBaseline|afterBaseline(Error|OperationFinish)?"
                    + "|beforeRepair|afterRepair(Error|OperationFinish)?|afterVersioned|beforeRepeatables");
    private static final Pattern DOWN =
            Pattern.compile("(before|after)(Each)?Undo(OperationFinish|Error|Statement(Error)?)?");

    private final PgConnection connection;
    private final SessionState session;
    private final RunListener listener;
    private final LockRetries retries;
    private final String kind;
    private final Map<String, List<SideScript>> scripts;
    private final List<SideScript> beforeStatement;
    private final List<SideScript> afterStatement;
    private boolean inStatement;

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
            RunListener listener,
            LockRetries retries) {
        this.connection = connection;
        this.session = session;
        this.listener = listener;
        this.retries = retries;
        this.kind = kind(direction);
        this.scripts = known(others, direction);
        this.beforeStatement = at("beforeEach" + kind + "Statement");
        this.afterStatement = at("afterEach" + kind + "Statement");
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

    /** What is done between the moments before and after it, or the one after its failure. */
    void around(String what, LockRetries.Action action) throws SQLException {
        named("before" + what);
        try {
            action.run();
        } catch (SQLException | RefusedException e) {
            afterFailure(e, () -> named("after" + what + "Error"));
            throw e;
        }
        named("after" + what);
    }

    /** Each script of a moment in a transaction of its own, which leaves the session as it was. */
    void named(String moment) throws SQLException {
        for (SideScript script : at(moment)) {
            if (script.inTransaction()) {
                retries.run(script.sql().name(), () -> {
                    connection.setAutoCommit(false);
                    script.run(connection, listener, StatementEvents.NONE);
                    connection.commit();
                });
            } else {
                session.beginOutsideTransaction();
                script.run(connection, listener, StatementEvents.NONE);
            }
            session.end();
        }
    }

    /** In the transaction of the script that follows, if it has one. */
    void beforeEach(boolean inTransaction) throws SQLException {
        inStatement = false;
        connection.setAutoCommit(!inTransaction);
        run(at("beforeEach" + kind));
    }

    /** In the transaction of the script before it, if it has one. */
    void afterEach() throws SQLException {
        run(at("afterEach" + kind));
    }

    @Override
    public void before() throws SQLException {
        run(beforeStatement);
        inStatement = true;
    }

    @Override
    public void after() throws SQLException {
        inStatement = false;
        run(afterStatement);
    }

    private void run(List<SideScript> around) throws SQLException {
        for (SideScript script : around) {
            script.run(connection, listener, StatementEvents.NONE);
        }
    }

    /** After a failure, whose place no other takes. Flyway does so within the failed transaction, where PostgreSQL refuses. */
    void failed(String word, Exception failure) {
        boolean ofStatement = inStatement;
        inStatement = false;
        afterFailure(failure, () -> {
            if (ofStatement) {
                of(word, "StatementError");
            }
            of(word, "Error");
        });
    }

    /** Of a run whose scripts and history contradict each other. */
    void refused(RefusedException why) {
        afterFailure(why, () -> {
            named("beforeValidate");
            named("afterValidateError");
        });
    }

    private void afterFailure(Exception failure, LockRetries.Action scripts) {
        try {
            if (none() || connection.isClosed()) {
                return;
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            scripts.run();
        } catch (SQLException | RefusedException e) {
            failure.addSuppressed(e);
        }
    }

    private List<SideScript> at(String moment) {
        return scripts.getOrDefault(moment, List.of());
    }
}
