package io.evolua.cli;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.RunResult;
import java.util.function.Function;

/** What {@code upgrade} and {@code downgrade} share: progress, a way to stop, and the report. */
final class Run {

    private Run() {}

    static ExitCode of(Invocation invocation, Function<CommandContext, RunResult> command) {
        if (AllTenants.wanted(invocation)) {
            return AllTenants.run(invocation, command);
        }
        RunProgress progress = RunProgress.of(invocation);
        RunResult result;
        try (StopSignals signals = new StopSignals(progress::stop)) {
            signals.listen();
            result = command.apply(Contexts.of(invocation).withListener(progress));
        }
        new RunReport(invocation, "Applied:", "Took back:").print(result);
        return result.stopped() ? ExitCode.STOPPED : ExitCode.DONE;
    }
}
