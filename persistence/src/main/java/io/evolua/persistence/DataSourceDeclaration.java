package io.evolua.persistence;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.Dependent;

/**
 * The pool that the persistence unit takes its connections from. Each connection is asked whether it still lives before
 * it is handed out ({@link ProbedConnection}), so that the pool recovers by itself when the database comes back. A request
 * waits three seconds for a free connection, not the platform's sixty.
 *
 * <p>The properties are written without spaces: Payara ignores {@code "name = value"} without a word.
 */
@DataSourceDefinition(
        name = DataSourceDeclaration.NAME,
        className = "io.evolua.persistence.EvoluaDataSource",
        transactional = true,
        initialPoolSize = 0,
        minPoolSize = 0,
        maxPoolSize = DataSourceDeclaration.CONNECTIONS,
        maxIdleTime = 300,
        properties = {
            "fish.payara.max-wait-time-in-millis=${MPCONFIG=evolua.pool.max-wait-millis:3000}",
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=meta-data",
        })
@Dependent
public class DataSourceDeclaration {

    /** The data source's JNDI name. */
    public static final String NAME = "java:app/jdbc/evolua";

    static final int CONNECTIONS = 20;

    DataSourceDeclaration() {}
}
