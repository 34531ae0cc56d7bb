package io.evolua.engine.spi;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;

/**
 * Has an opinion on whether two columns are of the same type, for instance about a type of the project's own.
 *
 * <p>Comparators are asked in the order of {@link #order()}, then of their classes' names, for every column that both
 * sides have; the first opinion counts. Where none has any, PostgreSQL's own understanding of the types does.
 */
public interface TypeComparator {

    /** What a comparator says. */
    enum Opinion {
        /** The type stays as it is, whatever the target says. */
        SAME,
        /** The column gets the target's type, also if PostgreSQL takes it for the one it has. */
        DIFFERENT,
        /** Others are to decide. */
        NONE
    }

    /**
     * Compares.
     *
     * @param from the column as it is, usually with its type as PostgreSQL writes it ({@code character varying(255)})
     * @param to the column as it shall be, with its type as the entity or the script says it
     */
    Opinion compare(QualifiedName table, Column from, Column to, ComparisonContext context);

    /** When it is asked; lower ones are asked first. */
    default int order() {
        return 0;
    }
}
