package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import java.nio.file.Path;

/**
 * A process that goes up (or down) all the way and says on its output which step it began, so that a test can kill it in
 * the middle, or that halts by itself before its n-th statement.
 */
final class KilledUpgrade {

    static final int HALTED = 77;

    private KilledUpgrade() {}

    public static void main(String[] arguments) {
        int haltAt = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
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
                        if (statements == haltAt) {
                            Runtime.getRuntime().halt(HALTED);
                        }
                    }
                });
        if (arguments.length > 2 && arguments[2].equals("down")) {
            new Downgrade(context).run("base");
        } else {
            new Upgrade(context).run("head");
        }
    }
}
