package io.evolua.engine.history;

import io.evolua.engine.RefusedException;
import io.evolua.engine.revision.Script;

/**
 * A step whose script is read and found fit to run.
 *
 * @param inTransaction false if PostgreSQL runs its statements only outside one, or its {@code .conf} says so
 */
record PreparedStep(Step step, SqlScript script, boolean inTransaction) {

    /** @throws RefusedException if there is no script this way, or it cannot be run as it stands */
    static PreparedStep of(Step step) {
        Script script = step.direction()
                .script(step.revision())
                .orElseThrow(() -> new RefusedException("Revision " + step + " cannot be taken back: there is no undo/U"
                        + step.revision().id() + "__" + step.revision().slug()
                        + ".sql. Write one with the statements that undo "
                        + step.revision().up().name()
                        + ". Nothing was run."));
        SqlScript parsed = SqlScript.parse(script);
        boolean inTransaction = script.inTransaction() && !parsed.onlyOutsideTransaction();
        if (inTransaction) {
            refuseWhatCannot(script, parsed);
        }
        return new PreparedStep(step, parsed, inTransaction);
    }

    private static void refuseWhatCannot(Script script, SqlScript parsed) {
        for (SqlStatement statement : parsed.statements()) {
            if (StatementKind.outsideTransactionOnly(statement)) {
                throw new RefusedException(parsed.name() + ":" + statement.line() + ": \"" + statement.beginning()
                        + "\" runs only outside a transaction, and the other statements of this script need one."
                        + " Give it a script of its own (or, if the script may remain half done after an error, write"
                        + " executeInTransaction=false into " + script.file().getFileName() + ".conf beside it).");
            }
        }
    }
}
