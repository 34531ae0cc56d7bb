package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.Script;
import java.util.Optional;

/** The way a revision is run. */
public enum Direction {
    UP,
    DOWN;

    /** The type of the row that says that a version is no longer applied, as {@code repair} of Flyway writes it. */
    static final String TAKEN_BACK = "DELETE";

    /** The type of the row that Flyway's history gets. */
    String rowType(Revision revision) {
        return this == UP ? revision.up().rowType() : TAKEN_BACK;
    }

    /** The script that goes this way, if the revision has one. */
    public Optional<Script> script(Revision revision) {
        return this == UP ? Optional.of(revision.up()) : revision.down();
    }
}
