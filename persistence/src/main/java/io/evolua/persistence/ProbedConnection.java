package io.evolua.persistence;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/**
 * A connection that the container's pool can ask whether it still leads to the database, by {@link #getMetaData()}: that is
 * the way ({@code connection-validation-method=meta-data}) that needs no class of the container's. Asking costs a round trip
 * at most once a second; one that broke is known without.
 */
final class ProbedConnection extends PgConnection {

    private static final int ANSWER_SECONDS = 2;
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final Silence silence;
    private volatile long heard;
    private long begun;
    private boolean inTransaction;
    private boolean ended;

    private ProbedConnection(HostSpec[] hosts, Properties properties, String url, Silence silence) throws SQLException {
        super(hosts, properties, url);
        this.silence = silence;
        this.heard = System.nanoTime();
        DatabaseTraffic.BLOCKING.opened();
    }

    /**
     * Connects. Each answer on the way may take as long as connecting may ({@code connectTimeout}); what is asked later has
     * its own time ({@code socketTimeout}).
     */
    static ProbedConnection open(HostSpec[] hosts, Properties properties, String url, Silence silence)
            throws SQLException {
        int answerSeconds = PGProperty.SOCKET_TIMEOUT.getInt(properties);
        PGProperty.SOCKET_TIMEOUT.set(properties, PGProperty.CONNECT_TIMEOUT.getInt(properties));
        ProbedConnection connection = new ProbedConnection(hosts, properties, url, silence);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(answerSeconds)));
        return connection;
    }

    /** @throws SQLException also when the database does not answer */
    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        if (isClosed() || !leadsSomewhere()) {
            throw new SQLNonTransientConnectionException("the connection leads nowhere any more", "08003");
        }
        return super.getMetaData();
    }

    private boolean leadsSomewhere() throws SQLException {
        long begin = System.nanoTime();
        if (silence.isSince(heard)) {
            return false;
        }
        if (begin - heard < FRESH) {
            return true;
        }
        boolean answers = isValid(ANSWER_SECONDS);
        long end = System.nanoTime();
        if (answers) {
            heard = end;
        } else if (end - begin >= TimeUnit.SECONDS.toNanos(ANSWER_SECONDS)) {
            silence.notice();
        }
        return answers;
    }

    /** So the container begins a transaction. */
    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        super.setAutoCommit(autoCommit);
        if (!autoCommit && !inTransaction) {
            inTransaction = true;
            begun = System.nanoTime();
            DatabaseTraffic.BLOCKING.begun();
        }
    }

    @Override
    public void commit() throws SQLException {
        boolean done = false;
        try {
            super.commit();
            done = true;
        } finally {
            end(done);
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            super.rollback();
        } finally {
            end(false);
        }
    }

    @Override
    public void close() throws SQLException {
        end(false);
        if (!ended) {
            ended = true;
            DatabaseTraffic.BLOCKING.closed();
        }
        super.close();
    }

    private void end(boolean committed) {
        if (inTransaction) {
            inTransaction = false;
            DatabaseTraffic.BLOCKING.ended(committed, System.nanoTime() - begun);
        }
    }
}
