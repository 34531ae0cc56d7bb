package io.evolua.persistence;

import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;

/**
 * EclipseLink's way to a pool that does not look whether its connections live: the dead ones are taken out before one is
 * asked for, so that the service recovers when the database comes back. Only with the setting {@value #SETTING}, and only
 * for GlassFish. Payara's pool looks by itself, as {@link DataSourceDeclaration} says in Payara's words; GlassFish does not
 * know them and has none of its own for an annotation.
 */
final class CheckedConnector extends JNDIConnector {

    private static final long serialVersionUID = 1L;

    private static final String SETTING = "evolua.pool.check";
    private static final String CHECKED = CheckedConnector.class.getName();
    private static final int MOST = 100;

    private CheckedConnector(DataSource pool) {
        super(pool);
    }

    static boolean isWanted() {
        return ServerSettings.find(SETTING).map(Boolean::parseBoolean).orElse(false);
    }

    /** The same way to the pool, but by here. */
    static JNDIConnector to(JNDIConnector pool) {
        return new CheckedConnector(pool.getDataSource());
    }

    @Override
    public Connection connect(Properties properties, Session session) {
        try {
            if (isFirstOfTransaction()) {
                takeOutTheDead();
            }
        } catch (NamingException | SystemException | InvalidTransactionException e) {
            throw new IllegalStateException(SETTING + " does not work with this server's transactions", e);
        } catch (SQLException e) {
            throw DatabaseException.sqlException(e);
        }
        return super.connect(properties, session);
    }

    /** Who has a connection already does not wait for another one, which everybody might do at once. */
    private static boolean isFirstOfTransaction() throws NamingException {
        TransactionSynchronizationRegistry registry =
                find(TransactionSynchronizationRegistry.class, "java:comp/TransactionSynchronizationRegistry");
        if (registry.getTransactionKey() == null) {
            return true;
        }
        boolean first = registry.getResource(CHECKED) == null;
        registry.putResource(CHECKED, true);
        return first;
    }

    /** Outside the transaction: within it, the pool hands out the same connection again and again. */
    private void takeOutTheDead() throws NamingException, SystemException, InvalidTransactionException, SQLException {
        TransactionManager transactions = find(TransactionManager.class, "java:appserver/TransactionManager");
        Transaction suspended = transactions.suspend();
        try {
            int dead = 0;
            while (dead < MOST && !nextLives()) {
                dead++;
            }
        } finally {
            if (suspended != null) {
                transactions.resume(suspended);
            }
        }
    }

    /** Asks as Payara does ({@link ProbedConnection}). */
    private boolean nextLives() throws SQLException {
        try (Connection next = getDataSource().getConnection()) {
            try {
                next.getMetaData();
                return true;
            } catch (SQLException e) {
                forget(next);
                return false;
            }
        }
    }

    /** {@code com.sun.appserv.jdbc.DataSource} has a word for it; that interface is GlassFish's own. */
    private void forget(Connection dead) throws SQLException {
        try {
            Method mark = getDataSource().getClass().getMethod("markConnectionAsBad", Connection.class);
            mark.invoke(getDataSource(), dead);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(SETTING + " does not work with this server's pool", e);
        } catch (InvocationTargetException e) {
            throw new SQLException("the pool keeps a dead connection", e.getCause());
        }
    }

    @SuppressWarnings("BanJNDI") // the names are our own
    private static <T> T find(Class<T> type, String name) throws NamingException {
        return type.cast(InitialContext.<Object>doLookup(name));
    }
}
