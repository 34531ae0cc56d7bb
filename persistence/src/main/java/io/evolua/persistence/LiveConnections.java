package io.evolua.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Takes dead connections out of a pool that does not look for itself, so that the service recovers when the database comes
 * back. Only with the setting {@value #SETTING}: Payara asks each connection before it hands it out, because
 * {@link DataSourceDeclaration} says so in Payara's words; GlassFish does not know them, and has none of its own for an
 * annotation.
 */
@ApplicationScoped
public class LiveConnections {

    static final String SETTING = "evolua.pool.check";

    private static final int MOST = 100;
    private static final int PATIENCE_SECONDS = 2;

    LiveConnections() {}

    static boolean areWanted() {
        return ServerSettings.find(SETTING).map(Boolean::parseBoolean).orElse(false);
    }

    /**
     * Looks at the connection that the pool would hand out next, until it is one that lives. Outside the transaction: within
     * one, the pool hands out the same again and again.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void find(DataSource pool) throws SQLException {
        boolean alive = false;
        for (int i = 0; i < MOST && !alive; i++) {
            try (Connection connection = pool.getConnection()) {
                alive = connection.isValid(PATIENCE_SECONDS);
                if (!alive) {
                    forget(pool, connection);
                }
            }
        }
    }

    /** {@code com.sun.appserv.jdbc.DataSource} has a word for it; the interface is GlassFish's, and not on our class path. */
    private static void forget(DataSource pool, Connection connection) throws SQLException {
        try {
            Method mark = pool.getClass().getMethod("markConnectionAsBad", Connection.class);
            mark.invoke(pool, connection);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new SQLException(SETTING + " does not work with this server's pool", e);
        } catch (InvocationTargetException e) {
            throw new SQLException("the pool keeps a dead connection", e.getCause());
        }
    }
}
