package io.evolua.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.UsageException;
import io.evolua.engine.command.Check;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Diff;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.command.Revise;
import io.evolua.engine.command.Source;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way with other providers than the engine's own: they must be able to work on what the engine makes. */
class ProvidersTest {

    private static final Source DATABASE = new Source.Database(Optional.empty());
    private static final Source UNIT = new Source.Unit(Optional.empty());

    private final TestDatabase database = TestDatabase.create();
    private final CommandContext context;
    private final Path work;

    ProvidersTest(@TempDir Path folder) {
        work = folder;
        context = CommandContext.of(folder.resolve("db")).withDatabase(DatabaseUrl.parse(database.url()));
    }

    @BeforeEach
    void scripts() throws Exception {
        Files.createDirectories(work.resolve("db/migration"));
        Files.createDirectories(work.resolve("db/undo"));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_revision_is_generated_run_recognised_and_undone(Provider provider) throws Exception {
        List<Path> classpath = provider.classpath(work.resolve("unit"));
        ModelSettings model = model(classpath);
        assertThat(new Revise(context, model)
                        .autogenerate("all", DATABASE, UNIT)
                        .files())
                .hasSize(2);
        new Upgrade(context).run("head");
        Check.Result check = new Check(context, model).run(DATABASE, UNIT);
        assertThat(check.differences().changes()).isEmpty();
        assertThat(check.passed()).isTrue();

        provider.run(classpath, database.jdbcUrl(), Map.of("hibernate.hbm2ddl.auto", "validate"));

        new Downgrade(context).run("base");
        assertThat(new Diff(context, ModelSettings.none())
                        .run(DATABASE, new Source.Empty())
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"HIBERNATE_6", "HIBERNATE_7"})
    void what_hibernate_made_itself_is_recognised(Provider provider) throws Exception {
        List<Path> classpath = provider.classpath(work.resolve("unit"));
        provider.run(classpath, database.jdbcUrl(), Map.of("hibernate.hbm2ddl.auto", "create"));
        assertThat(new Diff(context, model(classpath)).run(DATABASE, UNIT).changes())
                .isEmpty();
    }

    @Test
    void a_provider_that_is_not_on_the_class_path_is_named() throws Exception {
        List<Path> classpath =
                Provider.HIBERNATE_6.classpath(work.resolve("unit")).subList(0, 2);
        assertThatThrownBy(() -> new Diff(context, model(classpath)).run(DATABASE, UNIT))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("\"library\"", "org.hibernate.jpa.HibernatePersistenceProvider");
    }

    private static ModelSettings model(List<Path> classpath) {
        return new ModelSettings(classpath, Optional.empty(), Set.of());
    }
}
