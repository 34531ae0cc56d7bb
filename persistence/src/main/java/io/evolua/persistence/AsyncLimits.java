package io.evolua.persistence;

import java.time.Duration;

/**
 * What keeps the non-blocking pool within bounds.
 *
 * @param connections at most
 * @param waiting how many units of work may wait for one of them; the next is turned away at once
 * @param patience how long they wait
 * @param unit how long a unit of work may take once it has a connection
 * @param stream how long it may take when it passes on all that it finds
 * @param pipelining how many statements of one connection may be on their way
 * @param threads that all connections share
 */
public record AsyncLimits(
        int connections, int waiting, Duration patience, Duration unit, Duration stream, int pipelining, int threads) {}
