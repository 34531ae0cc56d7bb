package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.internal.jpa.metadata.columns.MetadataColumn;

/**
 * What annotations and {@code orm.xml} can say since Jakarta Persistence 3.2: comments, checks and options. Only EclipseLink
 * 5 knows of them, so that its getters are called by name; of an older one, all is empty.
 */
final class SincePersistence32 {

    /**
     * A {@code @CheckConstraint}.
     *
     * @param name empty if nobody chose one
     * @param constraint the condition, without parentheses
     */
    record CheckClause(String name, String constraint) {}

    private static final boolean KNOWN = isThere();

    private SincePersistence32() {}

    /** Whether the EclipseLink that is asked knows of all this. */
    static boolean isKnown() {
        return KNOWN;
    }

    private static boolean isThere() {
        try {
            DatabaseField.class.getMethod("getComment");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    static Optional<String> comment(DatabaseTable table) {
        return text(table, "getComment");
    }

    static Optional<String> comment(DatabaseField field) {
        return text(field, "getComment");
    }

    /** What is to stand behind the column's definition. */
    static Optional<String> options(DatabaseField field) {
        return text(field, "getOptionalSuffix");
    }

    /** In the order of their names; EclipseLink numbers those without one. */
    static List<CheckClause> checks(DatabaseTable table) {
        return ask(table, "getCheckConstraints").map(all -> ((Map<?, ?>) all).values()).stream()
                .flatMap(Collection::stream)
                .map(SincePersistence32::check)
                .map(check -> check.name().matches("CHK_\\Q" + table.getName() + "\\E_\\d+")
                        ? new CheckClause("", check.constraint())
                        : check)
                .sorted((a, b) -> (a.name() + " " + a.constraint()).compareTo(b.name() + " " + b.constraint()))
                .toList();
    }

    /** EclipseLink itself reads them and does nothing about them. */
    static List<CheckClause> checks(MetadataColumn column) {
        return ask(column, "getCheckConstraints").map(all -> (Collection<?>) all).stream()
                .flatMap(Collection::stream)
                .map(SincePersistence32::check)
                .toList();
    }

    private static CheckClause check(Object check) {
        return new CheckClause(
                text(check, "getName").orElse(""), text(check, "getConstraint").orElse(""));
    }

    /** Empty for a blank one, which is what annotations have if nothing is said. */
    static Optional<String> text(Object said, String getter) {
        return ask(said, getter).map(Object::toString).filter(text -> !text.isBlank());
    }

    private static Optional<Object> ask(Object said, String getter) {
        if (!KNOWN) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(said.getClass().getMethod(getter).invoke(said));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new RefusedException(
                    "The EclipseLink on the class path cannot be asked for what Jakarta Persistence 3.2 brought: "
                            + Reasons.of(e),
                    e);
        }
    }
}
