package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A process that goes up (or down) all the way and says on its output which step it began, so that a test can kill it in
 * the middle, or that waits before its n-th statement until it is told to go on.
 */
final class KilledUpgrade {

    static final String WAITS = "waits";

    private KilledUpgrade() {}

    public static void main(String[] arguments) {
        int waitAt = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        CommandContext context = CommandContext.of(Path.of(arguments[0]))
                .withDatabase(DatabaseUrl.parse(arguments[1]))
                .withListener(new RunListener() {

                    private int statements;

                    @Override
                    public void started(Step step) {
                        System.out.println(step);
                    }

                    @Override
                    public void statement(Step step, int number, int total, SqlStatement statement) {
                        statements++;
                        if (statements == waitAt) {
                            System.out.println(WAITS);
                            awaitLine();
                        }
                    }
                });
        if (arguments.length > 2 && arguments[2].equals("down")) {
            new Downgrade(context).run("base");
        } else {
            new Upgrade(context).run("head");
        }
    }

    private static void awaitLine() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("nobody said anything");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
