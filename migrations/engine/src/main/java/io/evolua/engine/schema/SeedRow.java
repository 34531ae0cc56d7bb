package io.evolua.engine.schema;

import java.util.Comparator;

/**
 * A row without which a table is of no use: a counter, from which a table generator (JPA's {@code
 * GenerationType.TABLE}) takes its identifiers. The row exists or does not, by its key; the number that it holds by now
 * is the application's matter and never compared.
 *
 * @param table where it lives
 * @param keyColumn the column that tells the rows of the table apart
 * @param key what it holds
 * @param valueColumn the column of the number
 * @param value the number to begin with
 */
public record SeedRow(QualifiedName table, String keyColumn, String key, String valueColumn, long value) {

    /** By table, then by key. */
    public static final Comparator<SeedRow> ORDER = Comparator.comparing(SeedRow::table)
            .thenComparing(SeedRow::keyColumn)
            .thenComparing(SeedRow::key);

    /** Whether the two cannot exist side by side, whatever number they begin with. */
    public boolean isSameRow(SeedRow other) {
        return ORDER.compare(this, other) == 0;
    }

    /** For messages: {@code 'SEQ_GEN' in sequence}. */
    @Override
    public String toString() {
        return "'" + key + "' in " + table;
    }
}
