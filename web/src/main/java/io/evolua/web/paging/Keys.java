package io.evolua.web.paging;

import java.math.BigInteger;
import java.util.Optional;

/** Numbers that clients take for keys, which may be larger than any. */
public final class Keys {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Keys() {}

    /** The key. A number that no key can be is the key of nobody. */
    public static Optional<Long> of(BigInteger number) {
        return number.bitLength() < Long.SIZE ? Optional.of(number.longValueExact()) : Optional.empty();
    }

    /** The key that is nearest, to begin a list behind it. */
    public static long nearest(BigInteger number) {
        return number.min(MOST).max(LEAST).longValueExact();
    }
}
