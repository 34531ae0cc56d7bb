package io.evolua.engine.command;

import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.scratch.Scratch;
import java.sql.Connection;
import java.util.List;

/**
 * An empty schema that is moved from revision to revision: from one to a later one it goes on, anywhere else it begins
 * anew. So a whole line of revisions is replayed once, and not once for each.
 */
final class ScratchPosition implements AutoCloseable {

    private final Connection connection;
    private Scratch scratch;
    private List<Revision> applied = List.of();

    ScratchPosition(Connection connection) {
        this.connection = connection;
        this.scratch = Scratch.open(connection);
    }

    /**
     * The schema with exactly these revisions.
     *
     * @param revisions in their order
     * @throws io.evolua.engine.RefusedException if one cannot be replayed
     */
    Scratch after(List<Revision> revisions) {
        boolean further = applied.size() <= revisions.size() && applied.equals(revisions.subList(0, applied.size()));
        if (!further) {
            scratch.close();
            scratch = Scratch.open(connection);
            applied = List.of();
        }
        for (Revision revision : revisions.subList(applied.size(), revisions.size())) {
            scratch.run(SqlScript.parse(revision.up()));
        }
        applied = List.copyOf(revisions);
        return scratch;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
