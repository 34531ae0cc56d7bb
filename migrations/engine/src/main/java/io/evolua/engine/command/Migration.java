package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.Pooler;
import io.evolua.engine.history.AppliedRevisions;
import io.evolua.engine.history.Collapse;
import io.evolua.engine.history.Direction;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.history.HistoryCheck;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.Runner;
import io.evolua.engine.history.Step;
import io.evolua.engine.history.StepResult;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.revision.Squashed;
import io.evolua.engine.revision.Targets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the commands that change the history have in common: all is planned and done while the lock is held. */
final class Migration {

    private final CommandContext context;
    private final ScriptDirectory scripts;

    Migration(CommandContext context) {
        this.context = context;
        this.scripts = context.loadSoundScripts();
    }

    ScriptDirectory scripts() {
        return scripts;
    }

    /** What is to be done, found out from what is applied. */
    @FunctionalInterface
    interface Planner {
        Plan plan(RevisionGraph graph, AppliedRevisions history, Targets targets);
    }

    record Plan(List<Step> steps, List<String> remarks) {

        static Plan of(List<Revision> revisions, Direction direction, List<String> remarks) {
            return new Plan(revisions.stream().map(r -> new Step(r, direction)).toList(), remarks);
        }
    }

    /** Takes back, with Flyway's moments around it. */
    RunResult downgrade(Planner planner) {
        return withRunner(finishing(planner), (runner, steps) -> {
            if (steps.isEmpty()) {
                return List.of();
            }
            runner.observe(scripts.others(), Direction.DOWN);
            List<StepResult> results = runner.run(steps);
            if (results.size() == steps.size()) {
                runner.concludeDowngrade();
            }
            return results;
        });
    }

    /** Applies, with Flyway's moments around it, and then the repeatable scripts that changed, if nothing is pending. */
    RunResult upgrade(Planner planner) {
        Beginning beginning = new Beginning(scripts.others());
        return withRunner(
                runner -> {
                    runner.observe(scripts.others(), Direction.UP);
                    Optional<FirstBaseline> first = context.settings().firstBaseline();
                    return first.isPresent() && runner.beginWith(first.get())
                            ? List.of(remark(first.get()))
                            : List.of();
                },
                finishing(beginning.of(planner)),
                (runner, steps) -> {
                    beginning.chosen().ifPresent(runner::beginWith);
                    return runner.run(steps);
                },
                (runner, result, complete) -> new Repeating(scripts)
                        .after(
                                runner,
                                !result.nothingToDo() || beginning.chosen().isPresent(),
                                complete));
    }

    /** What was begun outside a transaction must be finished first. */
    private static Planner finishing(Planner planner) {
        return (graph, history, targets) -> {
            Plan plan = planner.plan(graph, history, targets);
            new HistoryCheck(graph, history).requireFinishing(plan.steps());
            return plan;
        };
    }

    /** What would be done now, without the lock: somebody else may be about to do it. */
    Plan look(Connection connection, Planner planner) throws SQLException {
        return plan(read(connection, context.historyTable()), planner);
    }

    /** As {@link #look}, of an upgrade: with what an empty history would begin with, and what would come last. */
    Plan lookUpgrade(Connection connection, Planner planner) throws SQLException {
        HistoryTable table = HistoryTable.on(connection, context.historyTable());
        Optional<FirstBaseline> first = context.settings().firstBaseline();
        if (first.isPresent() && !first.get().applies(connection, table)) {
            first = Optional.empty();
        }
        AppliedRevisions history = first.isPresent() ? first.get().history() : table.read(connection);
        Beginning beginning = new Beginning(scripts.others());
        Plan plan = plan(history, beginning.of(planner));
        List<String> remarks = new ArrayList<>(plan.remarks());
        first.ifPresent(baseline -> remarks.add(0, remark(baseline)));
        remarks.addAll(new Repeating(scripts).foreseen(history, leavesNothing(history, beginning, plan)));
        return new Plan(plan.steps(), remarks);
    }

    private boolean leavesNothing(AppliedRevisions history, Beginning beginning, Plan plan) {
        RevisionGraph graph = graph(scripts, history);
        Set<RevisionId> done = new HashSet<>(history.appliedOf(graph));
        plan.steps().forEach(step -> done.add(step.revision().id()));
        return graph.order().stream()
                .map(Revision::id)
                .allMatch(id -> done.contains(id)
                        || beginning
                                .chosen()
                                .filter(with -> id.compareTo(with.id()) <= 0)
                                .isPresent());
    }

    private Plan plan(AppliedRevisions history, Planner planner) {
        RevisionGraph graph = graph(scripts, history);
        return planner.plan(graph, history, new Targets(graph, history.appliedOf(graph)));
    }

    private static String remark(FirstBaseline baseline) {
        return "There is no history, and the schema holds something: the history begins with a baseline at version "
                + baseline.version() + ".";
    }

    RunResult stamp(Planner planner) {
        return withRunner(planner, (runner, steps) -> {
            runner.stamp(steps);
            return done(steps);
        });
    }

    /** As {@link #stamp}, after the history was emptied: the planner sees an empty one. */
    RunResult purge(Planner planner) {
        return context.onDatabase(connection -> {
            try (Runner runner = open(connection)) {
                Set<RevisionId> applied = new LinkedHashSet<>();
                RevisionGraph graph = scripts.graph();
                Plan plan = planner.plan(graph, AppliedRevisions.of(List.of()), new Targets(graph, applied));
                runner.purgeAndStamp(plan.steps());
                return result(graph, plan, applied, done(plan.steps()));
            }
        });
    }

    private static List<StepResult> done(List<Step> steps) {
        return steps.stream().map(step -> new StepResult(step, 0)).toList();
    }

    @FunctionalInterface
    private interface Doer {
        List<StepResult> execute(Runner runner, List<Step> steps) throws SQLException;
    }

    /** What goes before the plan; returns remarks. */
    @FunctionalInterface
    private interface Opening {
        List<String> before(Runner runner) throws SQLException;
    }

    /** What follows on the steps. */
    @FunctionalInterface
    private interface Sequel {
        Ending after(Runner runner, RunResult result, boolean complete) throws SQLException;
    }

    /**
     * What came after the steps.
     *
     * @param left how much of it did not, because the run was asked to stop
     */
    record Ending(List<String> remarks, int left) {

        static final Ending NOTHING = new Ending(List.of(), 0);
    }

    private RunResult withRunner(Planner planner, Doer doer) {
        return withRunner(runner -> List.of(), planner, doer, (runner, result, complete) -> Ending.NOTHING);
    }

    private RunResult withRunner(Opening opening, Planner planner, Doer doer, Sequel sequel) {
        return context.onDatabase(connection -> {
            try (Runner runner = open(connection)) {
                List<Squashed> before = runner.collapse(scripts.squashed());
                List<String> remarks = new ArrayList<>(opening.before(runner));
                RevisionGraph graph = graph(scripts, runner.history());
                Set<RevisionId> applied = new LinkedHashSet<>(runner.history().appliedOf(graph));
                Plan plan = plan(runner, planner, graph, applied);
                List<StepResult> done = doer.execute(runner, plan.steps());
                applied.addAll(runner.history().appliedOf(graph));
                RunResult result = result(graph, plan, applied, done);
                List<Squashed> collapsed = new ArrayList<>(before);
                collapsed.addAll(runner.collapse(scripts.squashed()));
                boolean complete = graph.order().stream().allMatch(each -> applied.contains(each.id()));
                remarks.addAll(result.remarks());
                remarks.addAll(collapsed(collapsed));
                Ending ending = result.stopped() ? Ending.NOTHING : sequel.after(runner, result, complete);
                remarks.addAll(ending.remarks());
                return new RunResult(result.steps(), result.current(), remarks, result.left() + ending.left());
            }
        });
    }

    private static Plan plan(Runner runner, Planner planner, RevisionGraph graph, Set<RevisionId> applied) {
        try {
            return planner.plan(graph, runner.history(), new Targets(graph, applied));
        } catch (RefusedException e) {
            runner.refused(e);
            throw e;
        }
    }

    private static List<String> collapsed(List<Squashed> squashed) {
        return squashed.stream()
                .map(each -> "Recorded as the one revision " + each.revision() + ": "
                        + String.join(
                                ", ",
                                each.revision().replaces().stream()
                                        .map(RevisionId::toString)
                                        .toList()))
                .toList();
    }

    /** The graph as a database sees it that went through a part of what was made one. */
    static RevisionGraph graph(ScriptDirectory scripts, AppliedRevisions history) {
        return scripts.graphWithOriginalsOf(Collapse.begun(scripts.squashed(), history));
    }

    Runner open(Connection connection) throws SQLException {
        return open(context, connection);
    }

    static Runner open(CommandContext context, Connection connection) throws SQLException {
        Pooler.requireSession(connection, context.database().orElseThrow(CommandContext::noDatabase));
        HistoryTable table = HistoryTable.on(connection, context.historyTable());
        return Runner.open(connection, table, context.settings(), context.listener(), context.database());
    }

    private static RunResult result(RevisionGraph graph, Plan plan, Set<RevisionId> applied, List<StepResult> results) {
        for (StepResult done : results) {
            Step step = done.step();
            if (step.direction() == Direction.UP) {
                applied.add(step.revision().id());
            } else {
                applied.remove(step.revision().id());
            }
        }
        return new RunResult(
                results.stream().map(RunResult.Step::of).toList(),
                RevisionInfo.of(new Targets(graph, applied).current()),
                plan.remarks(),
                plan.steps().size() - results.size());
    }

    static AppliedRevisions read(Connection connection, String table) throws SQLException {
        return HistoryTable.on(connection, table).read(connection);
    }
}
