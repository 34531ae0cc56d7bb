package io.evolua.engine.database;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Why a connection was not to be had, for the person who wrote the URL. */
final class ConnectFailure {

    private ConnectFailure() {}

    static String explain(DatabaseUrl url, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01" ->
                "PostgreSQL at " + url.hosts() + " does not accept the password of user \"" + url.user()
                        + "\". Check user and password in the database URL (special characters are percent-encoded there).";
            case "08004" ->
                noPassword(url)
                        ? "PostgreSQL at " + url.hosts() + " asks user \"" + url.user()
                                + "\" for a password and the database URL holds none. Write it as postgresql://user:password@host:port/database."
                        : "PostgreSQL at " + url.hosts() + " rejected the connection: " + reason(failure) + ".";
            case "28000" ->
                "PostgreSQL at " + url.hosts() + " does not let user \"" + url.user() + "\" in: " + reason(failure)
                        + ". Check that the role exists and that pg_hba.conf allows it from here.";
            case "3D000" ->
                "Database \"" + url.database() + "\" does not exist on " + url.hosts() + ". Create it (createdb "
                        + url.database() + ") or correct the name in the database URL.";
            case "42501" ->
                "User \"" + url.user() + "\" may not connect to " + url.display() + ": " + reason(failure)
                        + ". Grant it CONNECT on the database.";
            case "53300" ->
                "PostgreSQL at " + url.hosts() + " has no free connection: " + reason(failure)
                        + ". Close some, or raise max_connections, and try again.";
            case "57P03" ->
                "PostgreSQL at " + url.hosts() + " does not take connections at the moment: " + reason(failure)
                        + ". Try again in a moment.";
            default ->
                unreachable(failure) == null
                        ? "Cannot connect to " + url.display() + ": " + reason(failure) + "."
                        : "Cannot reach PostgreSQL at " + url.hosts() + ": " + unreachable(failure)
                                + ". Check host and port in the database URL and that the server runs.";
        };
    }

    private static boolean noPassword(DatabaseUrl url) {
        return url.password() == null || url.password().isEmpty();
    }

    private static @Nullable String unreachable(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return "no such host";
            }
            if (t instanceof ConnectException) {
                return "nothing answers there (connection refused)";
            }
            if (t instanceof NoRouteToHostException) {
                return "no route to host";
            }
            if (t instanceof SocketTimeoutException) {
                return "no answer in time";
            }
        }
        // pgjdbc reports loginTimeout with no cause; a server that is slow to log in is as good as none.
        return "08001".equals(failure.getSQLState())
                        && String.valueOf(failure.getMessage()).contains("timed out")
                ? "no answer in time"
                : null;
    }

    private static String reason(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String text = server == null || server.getMessage() == null ? failure.getMessage() : server.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text.strip().replaceFirst("\\.$", "");
    }
}
