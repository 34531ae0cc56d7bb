package io.evolua.persistence;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** What an error that came up through provider, container and driver means: the answer is in PostgreSQL's SQLSTATE. */
public enum DatabaseFailure {
    /** A unique constraint refused a row: {@code 23505}. */
    DUPLICATE,
    /** Nobody answers (in time), or the server is going down, coming up or full: worth trying again later. */
    UNREACHABLE,
    /** Anything else, and errors that are not the database's. */
    OTHER;

    /** Reads the error and everything that caused it. */
    public static DatabaseFailure of(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        DatabaseFailure found = OTHER;
        for (Throwable cause = error; cause != null && seen.add(cause); cause = cause.getCause()) {
            DatabaseFailure one = ofOne(cause);
            if (one != OTHER) {
                found = one;
            }
        }
        return found;
    }

    private static DatabaseFailure ofOne(Throwable error) {
        if (error instanceof SQLException failure) {
            return ofState(failure.getSQLState());
        }
        if (error instanceof PgException failure) {
            return ofState(failure.getSqlState());
        }
        // At the end of a transaction the container keeps of the driver's error but the words. There are no
        // constraints that are checked so late: what fails then is the connection.
        if (error instanceof DatabaseUnavailableException || error instanceof XAException) {
            return UNREACHABLE;
        }
        // The pool's own complaint (no free connection in time, or none could be made) comes without an SQLSTATE.
        return error.getClass().getName().endsWith(".PoolingException") ? UNREACHABLE : OTHER;
    }

    /** Classes and codes: PostgreSQL's manual, appendix A. */
    private static DatabaseFailure ofState(@Nullable String state) {
        if (state == null) {
            return OTHER;
        }
        if (state.equals("23505")) {
            return DUPLICATE;
        }
        boolean connection = state.startsWith("08");
        boolean goingDownOrComingUp = state.startsWith("57P0");
        boolean full = state.equals("53300");
        // The limits of the service's role: on statements, on waiting for locks, on idle transactions.
        boolean tookTooLong = state.equals("57014") || state.equals("55P03") || state.equals("25P03");
        // Of transactions in each other's way, this one gave way: to another request's, or to a revision's.
        boolean gaveWay = state.equals("40P01") || state.equals("40001");
        return connection || goingDownOrComingUp || full || tookTooLong || gaveWay ? UNREACHABLE : OTHER;
    }
}
