package io.evolua.engine.command;

import io.evolua.engine.UsageException;
import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.Direction;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.history.OfflineScript;
import io.evolua.engine.history.OfflineState;
import io.evolua.engine.history.Step;
import io.evolua.engine.history.StepResult;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.revision.StampTargets;
import io.evolua.engine.revision.Targets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What upgrade, downgrade and stamp would do, written as a script for psql instead. It needs no database. */
public final class Offline {

    private final CommandContext context;
    private final ScriptDirectory scripts;

    public Offline(CommandContext context) {
        this.context = context;
        this.scripts = context.loadSoundScripts();
    }

    /**
     * What was written.
     *
     * @param sql the script
     * @param steps what it does, in order
     * @param remarks what the user should know besides
     */
    public record Result(String sql, List<RunResult.Step> steps, List<String> remarks) {

        public Result {
            steps = List.copyOf(steps);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Writes what {@link Upgrade} would run.
     *
     * @param text {@code from:to}, or {@code to} from the base
     * @throws UsageException if it is no range, or an end is unknown
     * @throws io.evolua.engine.RefusedException if an end is ambiguous, a script is out of order, or cannot be run as it
     *     stands
     */
    public Result upgrade(String text) {
        OfflineRange range = OfflineRange.parse(scripts.graph(), text);
        List<Revision> pending = new Targets(scripts.graph(), range.applied()).upgrade(range.to());
        HistoryCheck check = new HistoryCheck(scripts.graph(), history(range));
        if (!context.settings().outOfOrder()) {
            check.requireInOrder(pending);
        }
        return result(range, Migration.Plan.of(pending, Direction.UP, Upgrade.remarks(scripts, check, pending)), false);
    }

    /**
     * Writes what {@link Downgrade} would run.
     *
     * @param text {@code from:to}
     * @throws UsageException if it is no range with both ends, or an end is unknown
     * @throws io.evolua.engine.RefusedException if an end is ambiguous, or an undo script is missing
     */
    public Result downgrade(String text) {
        if (text.indexOf(':') <= 0) {
            throw new UsageException("A downgrade with --sql needs to know where the database is: write FROM:TO, as in"
                    + " head:" + (text.startsWith(":") ? text.substring(1) : text));
        }
        OfflineRange range = OfflineRange.parse(scripts.graph(), text);
        List<Revision> back = new Targets(scripts.graph(), range.applied()).downgrade(range.to());
        return result(range, Migration.Plan.of(back, Direction.DOWN, Downgrade.remarks(history(range), back)), false);
    }

    /**
     * Writes what {@link Stamp} would record.
     *
     * @param texts ranges {@code from:to} with one beginning, or {@code to} from the base
     * @throws UsageException if one is no range, an end is unknown, or they begin at different places
     * @throws io.evolua.engine.RefusedException if an end is ambiguous
     */
    public Result stamp(List<String> texts) {
        List<OfflineRange> ranges = texts.stream()
                .map(text -> OfflineRange.parse(scripts.graph(), text))
                .toList();
        if (ranges.stream().map(OfflineRange::applied).distinct().count() > 1) {
            throw new UsageException("A stamp with --sql begins at one place, and these begin at "
                    + String.join(
                            " and at ",
                            ranges.stream().map(OfflineRange::begins).distinct().toList())
                    + ".");
        }
        OfflineRange range = ranges.get(0);
        StampTargets.Result targets = new StampTargets(scripts.graph(), range.applied())
                .of(ranges.stream().map(OfflineRange::to).toList());
        List<Step> steps = Stream.concat(
                        targets.back().stream().map(revision -> new Step(revision, Direction.DOWN)),
                        targets.forward().stream().map(revision -> new Step(revision, Direction.UP)))
                .toList();
        return result(range, new Migration.Plan(steps, List.of()), true);
    }

    private Result result(OfflineRange range, Migration.Plan plan, boolean stamp) {
        List<RunResult.Step> steps = plan.steps().stream()
                .map(step -> RunResult.Step.of(new StepResult(step, 0)))
                .toList();
        if (steps.isEmpty()) {
            return new Result("-- Nothing to do from " + range.begins() + " on.\n", steps, plan.remarks());
        }
        OfflineScript script = new OfflineScript(context.historyTable(), context.settings());
        OfflineState state = state(range, plan.steps());
        return new Result(
                stamp ? script.stamping(state, plan.steps()) : script.running(state, plan.steps()),
                steps,
                stamp ? plan.remarks() : withOthers(plan.remarks()));
    }

    private List<String> withOthers(List<String> remarks) {
        List<String> others = scripts.others().names();
        return others.isEmpty()
                ? remarks
                : Stream.concat(
                                remarks.stream(),
                                Stream.of("Not in the script, because only a run knows when they are due: "
                                        + String.join(", ", others)))
                        .toList();
    }

    /** Other branches may be anywhere; what builds upon what is taken back may not. */
    private OfflineState state(OfflineRange range, List<Step> steps) {
        RevisionGraph graph = scripts.graph();
        Set<RevisionId> own = new TreeSet<>();
        Set<RevisionId> pending = new TreeSet<>();
        for (Step step : steps) {
            if (step.direction() == Direction.UP) {
                pending.add(step.revision().id());
            } else {
                own.add(step.revision().id());
            }
        }
        pending.addAll(graph.withDescendants(own));
        pending.removeAll(range.applied());
        return new OfflineState(range.begins(), of(range.applied()), own, of(pending));
    }

    private List<Revision> of(Set<RevisionId> ids) {
        return scripts.graph().order().stream()
                .filter(revision -> ids.contains(revision.id()))
                .toList();
    }

    /** What a database would say that went through these scripts and no others. */
    private AppliedRevisions history(OfflineRange range) {
        List<AppliedRevision> rows = new ArrayList<>();
        for (Revision revision : of(range.applied())) {
            rows.add(new AppliedRevision(
                    rows.size() + 1,
                    revision.id(),
                    revision.flywayDescription(),
                    "SQL",
                    revision.up().name(),
                    revision.up().checksum(),
                    "",
                    LocalDateTime.MIN,
                    0,
                    true));
        }
        return AppliedRevisions.of(rows);
    }
}
