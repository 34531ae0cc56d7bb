package io.evolua.engine.history;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server itself said about a failure. */
final class ServerError {

    private ServerError() {}

    /** {@code message (SQLSTATE 42P01)}. */
    static String of(SQLException failure) {
        ServerErrorMessage server = message(failure);
        String text = server == null ? null : server.getMessage();
        return (text == null ? String.valueOf(failure.getMessage()) : text) + " (SQLSTATE " + failure.getSQLState()
                + ")";
    }

    /** The message, and on lines of their own detail, hint and context, as far as the server gave them. */
    static String inFull(SQLException failure) {
        StringBuilder text = new StringBuilder("ERROR: ").append(of(failure));
        ServerErrorMessage server = message(failure);
        if (server != null) {
            line(text, "Detail", server.getDetail());
            line(text, "Hint", server.getHint());
            line(text, "Where", server.getWhere());
        }
        return text.toString();
    }

    /** The position within the statement that the server points to, counted from 1; 0 if it points nowhere. */
    static int position(SQLException failure) {
        ServerErrorMessage server = message(failure);
        return server == null ? 0 : server.getPosition();
    }

    private static void line(StringBuilder text, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append("\n  ").append(label).append(": ").append(value.strip().replace("\n", "\n    "));
        }
    }

    private static @Nullable ServerErrorMessage message(SQLException failure) {
        return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }
}
