package io.evolua.engine.schema;

import java.util.Comparator;

/** One thing cannot exist, or be changed, without regard to another: {@code dependent} needs {@code on}. */
public record Dependency(ObjectId dependent, ObjectId on) implements Comparable<Dependency> {

    private static final Comparator<Dependency> ORDER =
            Comparator.comparing(Dependency::dependent).thenComparing(Dependency::on);

    @Override
    public int compareTo(Dependency other) {
        return ORDER.compare(this, other);
    }
}
