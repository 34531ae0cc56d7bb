package io.evolua.web.testing;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;

/** Brings a database to the revision that the WAR is built for, as the migration job does. */
final class TestSchema {

    private TestSchema() {}

    static void upgrade(TestDatabase database) {
        Path migrations = Path.of(System.getProperty("evolua.scripts"));
        new Upgrade(CommandContext.of(Objects.requireNonNull(migrations.getParent()))
                        .withDatabase(DatabaseUrl.parse(database.url())))
                .run("head");
    }
}
