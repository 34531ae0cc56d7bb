package io.evolua.engine.safety;

import java.util.Locale;

/** PostgreSQL's table locks, weakest first. */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** As PostgreSQL's documentation writes it: {@code SHARE ROW EXCLUSIVE}. */
    public String words() {
        return name().replace('_', ' ');
    }

    /** The mode of that name, in any case and with spaces. */
    static LockMode of(String words) {
        return valueOf(words.strip().replaceAll("\\s+", "_").toUpperCase(Locale.ROOT));
    }

    /** What waits meanwhile; empty if nothing that an application does. */
    public String keepsAway() {
        if (this == ACCESS_EXCLUSIVE) {
            return "reads and writes wait";
        }
        return compareTo(SHARE) >= 0 ? "writes wait" : "";
    }
}
