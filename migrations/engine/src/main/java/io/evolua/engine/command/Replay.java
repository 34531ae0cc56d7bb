package io.evolua.engine.command;

import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.scratch.TableContents;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;

/** Scripts that are run where nothing is yet, and what they leave: the schema, and the rows. */
final class Replay {

    private final Scratch scratch;
    private final List<SqlScript> scripts;
    private final Outcome outcome;

    private record Outcome(Schema schema, TableContents contents) {}

    private Replay(Scratch scratch, List<SqlScript> scripts) {
        this.scratch = scratch;
        this.scripts = scripts;
        this.outcome = run(Set.of());
    }

    /**
     * Runs them and takes it back.
     *
     * @throws io.evolua.engine.RefusedException if one fails
     */
    static Replay of(Scratch scratch, List<SqlScript> scripts) {
        return new Replay(scratch, scripts);
    }

    /** The up scripts of some revisions, in the order of the graph. */
    static List<SqlScript> ups(RevisionGraph graph, Predicate<RevisionId> wanted) {
        return graph.order().stream()
                .filter(revision -> wanted.test(revision.id()))
                .map(Revision::up)
                .map(SqlScript::parse)
                .toList();
    }

    Schema schema() {
        return outcome.schema();
    }

    /** The tables in which another replay leaves other rows; values that not even two runs of the same agree on do not count. */
    SortedSet<QualifiedName> otherRows(Replay other) {
        SortedSet<QualifiedName> tables = outcome.contents().difference(other.outcome.contents());
        if (tables.isEmpty()) {
            return tables;
        }
        Set<String> ignored = outcome.contents().volatileColumns(run(Set.of()).contents());
        return run(ignored).contents().difference(other.run(ignored).contents());
    }

    private Outcome run(Set<String> ignored) {
        return scratch.attempt(connection -> {
            scripts.forEach(scratch::run);
            Schema schema = scratch.read();
            return new Outcome(schema, TableContents.read(connection, schema, ignored));
        });
    }
}
