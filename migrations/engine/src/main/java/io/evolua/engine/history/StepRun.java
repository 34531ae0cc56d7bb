package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Runs the steps of a run one by one, each with its row in the history. */
final class StepRun implements AutoCloseable {

    private final RunContext run;
    private final AppliedRevisions history;
    private final PreparedStatement insert;

    /** @param history as it was before the first step */
    StepRun(RunContext run, AppliedRevisions history) throws SQLException {
        this.run = run;
        this.history = history;
        this.insert = run.connection()
                .prepareStatement(run.session().finishSql(run.table().insertSql()));
    }

    /** @throws RefusedException if it fails; then nothing of it remains, unless it runs outside a transaction */
    StepResult of(PreparedStep step) throws SQLException {
        run.listener().started(step.step());
        long millis = run.script(
                step.script().name(),
                step.inTransaction(),
                () -> step.inTransaction() ? inTransaction(step) : outsideTransaction(step));
        run.listener().finished(step.step(), millis);
        return new StepResult(step.step(), millis);
    }

    private long inTransaction(PreparedStep step) throws SQLException {
        long start = System.nanoTime();
        run.moments().beforeEach(true);
        new ScriptRun(run.connection(), step, run.java(), run.listener(), run.moments()).run();
        run.moments().afterEach();
        long millis = (System.nanoTime() - start) / 1_000_000;
        finish(step, () -> {
            HistoryTable.setRow(insert, HistoryWriter.row(step.step(), history, millis));
            insert.execute();
        });
        return millis;
    }

    private long outsideTransaction(PreparedStep step) throws SQLException {
        long start = System.nanoTime();
        UnfinishedRow row = unfinished(step.step());
        run.moments().beforeEach(false);
        new SteppedScript(run.connection(), step, row, run.java(), run.listener(), run.moments()).run();
        run.moments().afterEach();
        long millis = (System.nanoTime() - start) / 1_000_000;
        try (PreparedStatement update = run.connection()
                .prepareStatement(run.session().finishSql(run.table().finishSql()))) {
            finish(step, () -> {
                row.setFinished(update, HistoryWriter.row(step.step(), history, millis));
                update.execute();
            });
        }
        return millis;
    }

    /** Row, commit and clean session in one round trip. */
    private void finish(PreparedStep step, UnfinishedRow.Work write) throws SQLException {
        try {
            run.connection().setAutoCommit(false);
            write.run();
        } catch (SQLException e) {
            throw new ScriptFailure(step).atCommit(e, run.connection());
        }
    }

    /** The row of a script that is about to run outside a transaction: written now, or by a run before. */
    private UnfinishedRow unfinished(Step step) throws SQLException {
        Optional<AppliedRevision> begun = history.unfinished(step.revision().id());
        return begun.isPresent()
                ? UnfinishedRow.resume(run.connection(), run.table(), begun.get())
                : UnfinishedRow.begin(run.connection(), run.table(), beginning(step));
    }

    /** To Flyway a script that failed. That it is the way down shows in the script's name. */
    private static HistoryTable.Row beginning(Step step) {
        Revision revision = step.revision();
        Script script = step.direction().script(revision).orElseThrow();
        return new HistoryTable.Row(
                revision.id(),
                revision.flywayDescription(),
                script.rowType(),
                script.name(),
                script.checksum(),
                Mark.START.executionTime());
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
