package io.evolua.engine.history;

import io.evolua.engine.revision.Revision;

/** A revision to be applied or taken back. */
public record Step(Revision revision, Direction direction) {

    @Override
    public String toString() {
        return revision.toString();
    }
}
