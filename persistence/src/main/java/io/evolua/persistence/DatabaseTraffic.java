package io.evolua.persistence;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What goes on between a driver and the database, in numbers that threads do not contend for; sums are made when somebody asks.
 * One for each driver, for the container makes the data source by itself.
 */
public final class DatabaseTraffic {

    /** Through the container's pool; what is read without a transaction is none. */
    public static final DatabaseTraffic BLOCKING = new DatabaseTraffic();

    /** Through the driver's own pool. */
    public static final DatabaseTraffic NON_BLOCKING = new DatabaseTraffic();

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongAdder open = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder committed = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile IntSupplier pool = open::intValue;

    private DatabaseTraffic() {}

    /** The pool knows it. */
    void count(IntSupplier connections) {
        pool = connections;
    }

    void opened() {
        open.increment();
    }

    void closed() {
        open.decrement();
    }

    void waits() {
        waiting.increment();
    }

    void waitsNoMore() {
        waiting.decrement();
    }

    void begun() {
        busy.increment();
    }

    void ended(boolean isCommitted, long nanosSinceBegun) {
        busy.decrement();
        nanos.add(nanosSinceBegun);
        (isCommitted ? committed : rolledBack).increment();
    }

    /** Connections that there are. */
    public long open() {
        return pool.getAsInt();
    }

    /** Units of work that wait for a connection; of the blocking driver the container's pool knows it. */
    public long waiting() {
        return waiting.sum();
    }

    /** Transactions that are open. */
    public long busy() {
        return busy.sum();
    }

    /** Transactions that were committed. */
    public long committed() {
        return committed.sum();
    }

    /** Transactions that were not. */
    public long rolledBack() {
        return rolledBack.sum();
    }

    /** How long all of them together took. */
    public double seconds() {
        return nanos.sum() / NANOS_PER_SECOND;
    }
}
