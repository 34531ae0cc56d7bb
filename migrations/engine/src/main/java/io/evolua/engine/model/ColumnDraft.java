package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column while the mappings are being read: several of them may speak of it. */
final class ColumnDraft {

    /** A column of another table whose type this one takes. */
    record Target(QualifiedName table, String column) {}

    final String name;
    /** The attribute that it was first seen at, for messages. */
    final String origin;
    /** The class at the root of the entity's hierarchy: within one hierarchy, attributes may share a column. */
    final String hierarchy;

    @Nullable
    SqlText type;

    @Nullable
    Target target;

    boolean notNull;
    /** Set for what a row of some class of a single-table hierarchy does not have. */
    boolean mustBeNullable;

    Optional<SqlText> defaultValue = Optional.empty();
    Optional<Identity> identity = Optional.empty();
    Optional<String> comment = Optional.empty();

    ColumnDraft(String name, String origin, String hierarchy) {
        this.name = name;
        this.origin = origin;
        this.hierarchy = hierarchy;
    }

    boolean nullable() {
        return mustBeNullable || !notNull;
    }

    /**
     * Takes over what another mapping says of the same column.
     *
     * @throws RefusedException if the two contradict each other
     */
    void merge(ColumnDraft other, QualifiedName table) {
        SqlText mine = type;
        SqlText theirs = other.type;
        if (mine != null && theirs != null && !mine.equals(theirs)) {
            throw contradiction(other, table, mine.text(), theirs.text());
        }
        boolean sameHierarchy = hierarchy.equals(other.hierarchy);
        boolean bothSay = mine != null && theirs != null;
        if (!sameHierarchy && bothSay && nullable() != other.nullable()) {
            throw contradiction(
                    other, table, nullable() ? "nullable" : "not null", other.nullable() ? "nullable" : "not null");
        }
        if (bothSay && !sameHierarchy && !defaultValue.equals(other.defaultValue)) {
            throw contradiction(other, table, describe(defaultValue), describe(other.defaultValue));
        }
        if (comment.isPresent() && other.comment.isPresent() && !comment.equals(other.comment)) {
            throw contradiction(other, table, "the comment " + comment.get(), "the comment " + other.comment.get());
        }
        type = mine == null ? theirs : mine;
        target = target == null ? other.target : target;
        notNull |= other.notNull;
        mustBeNullable &= other.mustBeNullable;
        defaultValue = defaultValue.or(() -> other.defaultValue);
        identity = identity.or(() -> other.identity);
        comment = comment.or(() -> other.comment);
    }

    private static String describe(Optional<SqlText> defaultValue) {
        return defaultValue.map(text -> "the default " + text).orElse("no default");
    }

    private RefusedException contradiction(ColumnDraft other, QualifiedName table, String mine, String theirs) {
        return new RefusedException("Two mappings contradict each other about column " + name + " of table " + table
                + ": " + origin + " wants " + mine + ", " + other.origin + " wants " + theirs
                + ". Make them agree, or map them to different columns.");
    }
}
