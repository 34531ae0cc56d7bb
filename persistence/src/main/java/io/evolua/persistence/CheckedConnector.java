package io.evolua.persistence;

import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;

/** EclipseLink's way to the pool, when {@link LiveConnections} are wanted. */
final class CheckedConnector extends JNDIConnector {

    private static final long serialVersionUID = 1L;

    CheckedConnector(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection connect(Properties properties, Session session) {
        Optional<LiveConnections> connections =
                beans().map(beans -> beans.select(LiveConnections.class).get());
        if (connections.isPresent()) {
            try {
                connections.get().find(getDataSource());
            } catch (SQLException e) {
                throw DatabaseException.sqlException(e);
            }
        }
        return super.connect(properties, session);
    }

    /** Empty while the application is being deployed, which takes the first connections. */
    private static Optional<CDI<Object>> beans() {
        try {
            return Optional.of(CDI.current());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
