package io.evolua.engine.testing;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Open-source Flyway, as judge. */
public final class RealFlyway {

    private RealFlyway() {}

    public static Flyway on(TestDatabase database, Path scripts) {
        return on(database, scripts, settings -> settings);
    }

    /**
     * One that lets {@code CREATE INDEX CONCURRENTLY} work, and checks names.
     *
     * @param scripts the folder that holds {@code migration/}
     */
    public static Flyway on(TestDatabase database, Path scripts, UnaryOperator<FluentConfiguration> settings) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.jdbcUrl(), null, null)
                .locations("filesystem:" + scripts.resolve("migration"))
                .validateMigrationNaming(true);
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return settings.apply(configuration).load();
    }
}
