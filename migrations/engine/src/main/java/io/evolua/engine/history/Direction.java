package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.util.Optional;

/** The way a revision is run. */
public enum Direction {
    UP("SQL"),
    DOWN("DELETE");

    private final String rowType;

    Direction(String rowType) {
        this.rowType = rowType;
    }

    /** The type of the row that Flyway's history gets: a downgrade is recorded as {@code repair} does it. */
    String rowType() {
        return rowType;
    }

    /** The script that goes this way, if the revision has one. */
    public Optional<Script> script(Revision revision) {
        return this == UP ? Optional.of(revision.up()) : revision.down();
    }
}
