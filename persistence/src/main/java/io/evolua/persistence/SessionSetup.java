package io.evolua.persistence;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.server.ServerSession;

/** How EclipseLink deals with connections here: none is tried twice, and none is lent unasked where the pool does not ask. */
public class SessionSetup implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        failAtOnce(session);
        if (CheckedConnector.isWanted()) {
            checkConnections(session);
        }
    }

    /**
     * Leaves trying again to those who know whether there is still somebody waiting. EclipseLink by itself repeats a failed
     * read three times, five seconds apart, and a request would take ten seconds to learn that the database is away.
     */
    private static void failAtOnce(Session session) {
        if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
            login.setQueryRetryAttemptCount(0);
        }
    }

    private static void checkConnections(Session session) {
        check(session.getDatasourceLogin());
        if (session instanceof ServerSession server) {
            // What is read without a transaction comes another way.
            check(server.getReadConnectionPool().getLogin());
        }
    }

    private static void check(Login login) {
        if (login instanceof DatabaseLogin database && database.getConnector() instanceof JNDIConnector pool) {
            database.setConnector(CheckedConnector.to(pool));
        }
    }
}
