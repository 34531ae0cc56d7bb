package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.history.AppliedRevision;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.Direction;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.history.OfflineScript;
import io.evolua.engine.history.OfflineState;
import io.evolua.engine.history.Step;
import io.evolua.engine.history.StepResult;
import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.revision.OfflineRange;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.Script;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.revision.StampTargets;
import io.evolua.engine.revision.Targets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        return run(
                range,
                Migration.Plan.of(pending, Direction.UP, Upgrade.remarks(scripts, check, pending)),
                Direction.UP);
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
        return run(
                range,
                Migration.Plan.of(back, Direction.DOWN, Downgrade.remarks(history(range), back)),
                Direction.DOWN);
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
        return stamped(range, new Migration.Plan(steps, List.of()));
    }

    private Result stamped(OfflineRange range, Migration.Plan plan) {
        if (plan.steps().isEmpty()) {
            return nothing(range, plan.remarks());
        }
        String sql = script().stamping(state(range, plan.steps()), plan.steps());
        return new Result(sql, infos(plan.steps()), plan.remarks());
    }

    private Result run(OfflineRange range, Migration.Plan plan, Direction direction) {
        List<Step> steps = plan.steps();
        Optional<Step> java = firstInJava(steps);
        if (java.isPresent() && java.get().equals(steps.get(0))) {
            throw new RefusedException(name(java.get()) + " is written in Java, which no script for psql can hold. "
                    + goOn(java.get(), direction));
        }
        List<String> remarks = new ArrayList<>(plan.remarks());
        List<Step> written =
                java.map(step -> steps.subList(0, steps.indexOf(step))).orElse(steps);
        java.ifPresent(step -> remarks.add(
                "The script ends before " + name(step) + ", which is written in Java. " + goOn(step, direction)));
        List<Script> repeatable = direction == Direction.UP ? repeatable(range, written, remarks) : List.of();
        if (steps.isEmpty() && repeatable.isEmpty()) {
            return nothing(range, remarks);
        }
        remarks.addAll(leftOut(direction));
        String sql = script().running(state(range, written), steps, scripts.others(), repeatable);
        return new Result(sql, infos(written), remarks);
    }

    private static String goOn(Step java, Direction direction) {
        return "Run it with evolua " + direction.name().toLowerCase(Locale.ROOT) + "grade"
                + (direction == Direction.UP ? " " + java.revision().id() : "")
                + "; what comes after it is a script of its own.";
    }

    private static Optional<Step> firstInJava(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.direction().script(step.revision()).orElse(null) instanceof JavaClass)
                .findFirst();
    }

    private static String name(Step step) {
        return step.direction().script(step.revision()).orElseThrow().name();
    }

    /** As online, when no revision is pending any more. */
    private List<Script> repeatable(OfflineRange range, List<Step> steps, List<String> remarks) {
        List<Script> all = scripts.others().repeatable();
        Set<RevisionId> then = new TreeSet<>(range.applied());
        steps.forEach(step -> then.add(step.revision().id()));
        if (scripts.graph().order().stream().allMatch(revision -> then.contains(revision.id()))) {
            return all;
        }
        if (!all.isEmpty()) {
            remarks.add("Not in the script: repeatable scripts run when no revision is pending any more.");
        }
        return List.of();
    }

    private List<String> leftOut(Direction direction) {
        List<String> remarks = new ArrayList<>();
        String errors = scripts.others().callbacks().stream()
                .filter(callback -> callback.moment().endsWith("Error"))
                .map(callback -> callback.script().name())
                .collect(Collectors.joining(", "));
        if (!errors.isEmpty()) {
            remarks.add("Not in the script, because psql ends where one fails: " + errors);
        }
        String baselines = scripts.others().baselines().stream()
                .map(baseline -> baseline.script().name())
                .collect(Collectors.joining(", "));
        if (!baselines.isEmpty() && direction == Direction.UP) {
            remarks.add("Not in the script, which runs the revisions themselves: " + baselines);
        }
        return remarks;
    }

    private OfflineScript script() {
        return new OfflineScript(context.historyTable(), context.settings());
    }

    private static Result nothing(OfflineRange range, List<String> remarks) {
        return new Result("-- Nothing to do from " + range.begins() + " on.\n", List.of(), remarks);
    }

    private static List<RunResult.Step> infos(List<Step> steps) {
        return steps.stream()
                .map(step -> RunResult.Step.of(new StepResult(step, 0)))
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
                    revision.up().rowType(),
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
