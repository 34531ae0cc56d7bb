package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.Step;
import java.nio.file.Path;

/** A process that upgrades and says on its output which step it began, so that a test can kill it in the middle. */
final class KilledUpgrade {

    private KilledUpgrade() {}

    public static void main(String[] arguments) {
        CommandContext context = CommandContext.of(Path.of(arguments[0]))
                .withDatabase(DatabaseUrl.parse(arguments[1]))
                .withListener(new RunListener() {
                    @Override
                    public void started(Step step) {
                        System.out.println(step);
                    }
                });
        new Upgrade(context).run("head");
    }
}
