package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.schema.Constraint;
import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import java.util.List;
import java.util.Optional;

/** {@code COMMENT ON}. */
final class Comments {

    private Comments() {}

    /** The statement that turns one comment into the other; none if they are equal. */
    static List<String> change(String object, Optional<String> from, Optional<String> to) {
        return from.equals(to)
                ? List.of()
                : List.of("comment on " + object + " is "
                        + to.map(Identifiers::literal).orElse("null"));
    }

    /** The statement that gives a new object its comment; none if it has none. */
    static List<String> add(String object, Optional<String> comment) {
        return change(object, Optional.empty(), comment);
    }

    static String table(QualifiedName table) {
        return "table " + quote(table);
    }

    static String column(QualifiedName table, String column) {
        return "column " + quote(table) + "." + quote(column);
    }

    static String part(QualifiedName table, Named part) {
        return part instanceof Constraint
                ? "constraint " + quote(part.name()) + " on " + quote(table)
                : "index " + quote(table.sibling(part.name()));
    }
}
