package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that goes up (or down, or up with all schemas {@code tenant_*}) all the way and says on its output which step it began, so that a test can kill it in
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

                    private final AtomicInteger statements = new AtomicInteger();

                    @Override
                    public void started(Step step) {
                        System.out.println(step);
                    }

                    @Override
                    public void statement(Step step, int number, int total, SqlStatement statement) {
                        if (statements.incrementAndGet() == waitAt) {
                            System.out.println(WAITS);
                            awaitLine();
                        }
                    }
                });
        if (arguments.length > 2 && arguments[2].equals("tenants")) {
            tenants(context, arguments[1]);
        } else if (arguments.length > 2 && arguments[2].equals("down")) {
            new Downgrade(context).run("base");
        } else {
            new Upgrade(context).run("head");
        }
    }

    private static void tenants(CommandContext context, String url) {
        new ForAll(context, 2)
                .run(
                        new Tenants(Optional.of(DatabaseUrl.parse(url)), Path.of(".")).of(List.of("schema:tenant_*")),
                        each -> new Upgrade(each).run("head"),
                        outcome -> {});
    }

    private static synchronized void awaitLine() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("nobody said anything");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
