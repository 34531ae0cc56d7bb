package io.evolua.engine.history;

import io.evolua.engine.database.LostConnection;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A migration written in Java threw something. The message says what, where in the class, and what was the cause. */
public final class JavaFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int CAUSES = 3;

    private final transient Throwable thrown;

    JavaFailure(String className, Throwable thrown) {
        super(words(className, thrown), thrown);
        this.thrown = thrown;
    }

    /** What was thrown; where that was for want of a lock, the server's error, so that it is tried again. */
    Throwable reason() {
        SQLException error = serverError();
        return error != null && LockRetries.wantedLock(error) ? error : thrown;
    }

    /** The server's error, if one is among the causes. */
    private @Nullable SQLException serverError() {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException error) {
                return error;
            }
        }
        return null;
    }

    boolean connectionLost() {
        SQLException error = serverError();
        return error != null && LostConnection.isWhy(error);
    }

    private static String words(String className, Throwable thrown) {
        StringJoiner lines = new StringJoiner("\n  Caused by: ", className + where(className, thrown) + "\n", "");
        int number = 0;
        for (Throwable each = thrown; each != null && number <= CAUSES; each = each.getCause()) {
            lines.add(
                    each instanceof SQLException error
                            ? ServerError.inFull(error)
                            : each.toString().strip());
            number++;
        }
        return lines.toString();
    }

    private static String where(String className, Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            for (StackTraceElement frame : each.getStackTrace()) {
                if (frame.getClassName().equals(className) && frame.getLineNumber() > 0) {
                    return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
                }
            }
        }
        return "";
    }
}
