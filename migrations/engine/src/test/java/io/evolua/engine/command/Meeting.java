package io.evolua.engine.command;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.Background;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A run of the rig's scripts in this process, and something that happens to it at one of its statements. */
record Meeting(FaultRig rig, CommandContext context, Point point) {

    /** What happens. */
    @FunctionalInterface
    interface Happening {
        void happen() throws Exception;
    }

    /** What happens while the server runs the statement. */
    @FunctionalInterface
    interface Interference {
        void with(Hold hold, long process) throws Exception;
    }

    /** Just before the statement; returns how the run failed. */
    Optional<EvoluaException> before(Happening happening) {
        return run(context.withListener(at(happening)));
    }

    /** While the statement runs, kept there by a lock; returns how the run failed. */
    Optional<EvoluaException> within(String by, Interference interference) throws Exception {
        CompletableFuture<Hold> held = new CompletableFuture<>();
        CompletableFuture<Optional<EvoluaException>> run =
                Background.start(() -> run(context.withListener(at(() -> held.complete(Hold.take(rig, by))))));
        try (Hold hold = held.get(60, TimeUnit.SECONDS)) {
            interference.with(hold, hold.awaitHeld());
        }
        return run.get(60, TimeUnit.SECONDS);
    }

    private RunListener at(Happening happening) {
        return new RunListener() {

            private int statements;

            @Override
            public void statement(Step step, int number, int total, SqlStatement statement) {
                statements++;
                if (statements == point.number()) {
                    try {
                        happening.happen();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };
    }

    private Optional<EvoluaException> run(CommandContext own) {
        try {
            if (point.up()) {
                new Upgrade(own).run("head");
            } else {
                new Downgrade(own).run("base");
            }
            return Optional.empty();
        } catch (EvoluaException e) {
            return Optional.of(e);
        }
    }
}
