package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.RealFlyway;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A location of Flyway's that is not named as ours is a folder of scripts as it is, and stays one of Flyway's. */
class FlywayLocationTest {

    @TempDir
    private Path folder;

    private CommandContext context(TestDatabase database) {
        return CommandContext.of(folder.resolve("sql")).withDatabase(DatabaseUrl.parse(database.url()));
    }

    private Flyway flyway(TestDatabase database) {
        return RealFlyway.on(database, folder, settings -> settings.locations("filesystem:" + folder.resolve("sql")));
    }

    @Test
    void scripts_are_run_written_and_made_one_outside_of_flyways_sight() throws IOException {
        Files.createDirectories(folder.resolve("sql/deep"));
        Files.writeString(folder.resolve("sql/V1__a.sql"), "create table a ();");
        Files.writeString(folder.resolve("sql/deep/V2__b.sql"), "create table b ();");
        try (TestDatabase database = TestDatabase.create()) {
            CommandContext context = context(database);
            assertThat(flyway(database).migrate().migrationsExecuted).isEqualTo(2);
            new AddUndo(context).run(List.of());
            assertThat(folder.resolve("sql-undo/U1__a.sql")).exists();
            assertThat(new Downgrade(context).run("base").steps()).hasSize(2);
            assertThat(new Upgrade(context).run("head").steps()).hasSize(2);
            flyway(database).validate();
            new Squash(context).run("1:2", Optional.empty());
            assertThat(folder.resolve("sql-replaced/migration/deep/V2__b.sql")).exists();
            assertThat(folder.resolve("sql-replaced/undo/U1__a.sql")).exists();
            new Upgrade(context).run("head");
            flyway(database).validate();
            assertThat(new Downgrade(context).run("base").steps()).hasSize(1);
            assertThat(flyway(database).migrate().migrationsExecuted).isEqualTo(1);
            assertThat(new Upgrade(context).run("head").steps()).isEmpty();
        }
    }

    @Test
    void a_folder_without_scripts_of_its_own_is_none() throws IOException {
        Files.createDirectories(folder.resolve("sql/deep"));
        Files.writeString(folder.resolve("sql/deep/V2__b.sql"), "create table b ();");
        CommandContext context = CommandContext.of(folder.resolve("sql"));
        assertThatThrownBy(() -> new Heads(context).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds no folder migration/");
        Path location = Files.createDirectories(folder.resolve("db/migration"));
        Files.writeString(location.resolve("V1__a.sql"), "create table a ();");
        assertThatThrownBy(() -> new Heads(CommandContext.of(location)).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Name the folder above it");
    }
}
