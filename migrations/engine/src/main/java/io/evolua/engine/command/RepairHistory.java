package io.evolua.engine.command;

import io.evolua.engine.history.Direction;
import io.evolua.engine.history.Repair;
import io.evolua.engine.history.Runner;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the history agree with the scripts where somebody says that the database does: as Flyway's {@code repair}. */
public final class RepairHistory {

    private final CommandContext context;

    public RepairHistory(CommandContext context) {
        this.context = context;
    }

    /**
     * What was done.
     *
     * @param changes of rows, in the order of the history
     * @param remarks what is not as it should be and was left so, with the way out
     */
    public record Result(List<Change> changes, List<String> remarks) {

        public Result {
            changes = List.copyOf(changes);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * A row that was changed.
     *
     * @param id the version; none of a repeatable script
     * @param script its script, as the history names it
     * @param action {@code realigned}, {@code removed}, {@code deleted} or {@code resumed}
     * @param detail what changed, for people
     */
    public record Change(Optional<String> id, String script, String action, String detail) {

        static Change of(Repair.Fix fix) {
            return new Change(
                    fix.row().version().map(RevisionId::toString),
                    fix.row().script(),
                    fix.action().name().toLowerCase(Locale.ROOT),
                    fix.detail());
        }
    }

    /**
     * Realigns checksums and descriptions, removes records of failures, and does what else is wished, all in one
     * transaction.
     *
     * @throws io.evolua.engine.RefusedException if there is nothing to resume as wished, or the history cannot be written
     */
    public Result run(Repair.Wish wish) {
        Migration migration = new Migration(context);
        return context.onDatabase(connection -> {
            try (Runner runner = migration.open(connection)) {
                runner.observe(migration.scripts().others(), Direction.UP);
                RevisionGraph graph = Migration.graph(migration.scripts(), runner.history());
                Repair repair = Repair.plan(graph, migration.scripts().others().repeatable(), runner.history(), wish);
                runner.repair(repair.fixes());
                return new Result(repair.fixes().stream().map(Change::of).toList(), repair.left());
            }
        });
    }
}
