package io.evolua.engine.change;

import io.evolua.engine.change.SqlType.Family;
import java.util.Optional;

/**
 * What it means for a column to go from one type to another. {@link TypeChanges} is the table of what is known.
 *
 * @param conversion the expression of {@code USING}, with {@code {c}} for the column and {@code {t}} for the new type;
 *     empty if PostgreSQL's assignment cast does what is meant (<a
 *     href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>)
 * @param misfit the condition of the rows that cannot go along, likewise; empty if all can, or nobody can tell
 * @param loss what is lost, or who cannot go along, in a few words; empty if every value has its equal in the new type
 * @param remark what else one should know
 * @param comparable values of both types can be compared with {@code =} by one operator family, so that a foreign key
 *     between an old and a new column keeps working while the columns are changed one after the other
 */
public record TypeChange(
        String conversion, String misfit, Optional<String> loss, Optional<String> remark, boolean comparable) {

    /** Nothing to convert, nothing to lose. */
    static final TypeChange NONE = new TypeChange("", "", Optional.empty(), Optional.empty(), false);

    /** Types as {@code format_type} writes them; unknown ones are taken for the most difficult case. */
    public static TypeChange of(String from, String to) {
        SqlType old = SqlType.parse(from);
        SqlType now = SqlType.parse(to);
        TypeChange change = old.equals(now) ? NONE : TypeChanges.of(old, now);
        return new TypeChange(change.conversion, change.misfit, change.loss, change.remark, isComparable(old, now));
    }

    static TypeChange by(String conversion) {
        return new TypeChange(conversion, "", Optional.empty(), Optional.empty(), false);
    }

    TypeChange losing(String what) {
        return new TypeChange(conversion, misfit, Optional.of(what), remark, comparable);
    }

    /** Rows of this condition stop it. */
    TypeChange unless(String condition) {
        return new TypeChange(conversion, condition, loss, remark, comparable);
    }

    TypeChange saying(String what) {
        return new TypeChange(conversion, misfit, loss, Optional.of(what), comparable);
    }

    public boolean lossless() {
        return loss.isEmpty();
    }

    public boolean needsUsing() {
        return !conversion.isEmpty();
    }

    /**
     * The expression of {@code USING}.
     *
     * @param column as SQL
     * @param type as SQL
     */
    public String using(String column, String type) {
        return fill(conversion, column, type);
    }

    /** The condition of rows that cannot go along, for {@code WHERE}; empty if there are none or nobody can tell. */
    public Optional<String> misfit(String column, String type) {
        return misfit.isEmpty() ? Optional.empty() : Optional.of(fill(misfit, column, type));
    }

    private static String fill(String template, String column, String type) {
        return template.replace("{c}", column)
                .replace("{t}", type)
                .replace("{'t'}", "'" + type.replace("'", "''") + "'");
    }

    private static boolean isComparable(SqlType old, SqlType now) {
        if (old.array() != now.array()) {
            return false;
        }
        return old.base().equals(now.base())
                || (old.is(Family.INTEGER) && now.is(Family.INTEGER))
                || (old.is(Family.STRING) && now.is(Family.STRING) && !old.isBlankPadded() && !now.isBlankPadded());
    }
}
