package io.evolua.engine.schema;

import java.util.Comparator;

/**
 * One right that a role has beyond what everyone has by default, or that everyone is denied although the default gives it.
 *
 * @param grantee the role's name; empty for {@code PUBLIC}
 * @param right in lower case, as in {@code GRANT}
 * @param grantable {@code WITH GRANT OPTION}
 * @param denied true if {@code PUBLIC} would have the right by default and has not
 */
public record Privilege(ObjectId on, String grantee, String right, boolean grantable, boolean denied)
        implements Comparable<Privilege> {

    private static final Comparator<Privilege> ORDER = Comparator.comparing(Privilege::on)
            .thenComparing(Privilege::grantee)
            .thenComparing(Privilege::right)
            .thenComparing(Privilege::grantable)
            .thenComparing(Privilege::denied);

    @Override
    public int compareTo(Privilege other) {
        return ORDER.compare(this, other);
    }
}
