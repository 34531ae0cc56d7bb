package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.scratch.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether two branches commute: their scripts are replayed in both orders where nothing is yet, and what they leave is
 * compared, the schema and the rows. Values that no two runs agree on, as random ones, do not count; neither does the
 * order of columns.
 */
final class Commutation {

    private final Scratch scratch;
    private final RevisionGraph graph;

    Commutation(Scratch scratch, RevisionGraph graph) {
        this.scratch = scratch;
        this.graph = graph;
    }

    private record Order(String name, List<SqlScript> scripts) {}

    /**
     * Why the branches of two heads do not commute.
     *
     * @return nothing if they do; otherwise what fails or differs, each with the name of the object
     * @throws RefusedException if what both branches build upon cannot be replayed
     */
    List<String> collisions(Revision one, Revision other) {
        Set<RevisionId> ofOne = graph.withAncestors(one.id());
        Set<RevisionId> ofOther = graph.withAncestors(other.id());
        List<SqlScript> common = Replay.ups(graph, id -> ofOne.contains(id) && ofOther.contains(id));
        List<SqlScript> onlyOne = Replay.ups(graph, id -> ofOne.contains(id) && !ofOther.contains(id));
        List<SqlScript> onlyOther = Replay.ups(graph, id -> ofOther.contains(id) && !ofOne.contains(id));
        Replay.of(scratch, common);
        Order there = new Order(one + " before " + other, join(List.of(common, onlyOne, onlyOther)));
        Order back = new Order(other + " before " + one, join(List.of(common, onlyOther, onlyOne)));
        List<String> collisions = new ArrayList<>();
        List<Replay> replays = new ArrayList<>();
        for (Order order : List.of(there, back)) {
            try {
                replays.add(Replay.of(scratch, order.scripts()));
            } catch (RefusedException e) {
                collisions.add("With " + order.name() + ": " + e.getMessage());
            }
        }
        if (!collisions.isEmpty()) {
            return collisions;
        }
        for (Change change :
                SchemaDiff.between(replays.get(0).schema(), replays.get(1).schema())) {
            collisions.add("To be as it is with " + back.name() + ", what is there with " + there.name() + " lacks: "
                    + change.describe());
        }
        replays.get(0)
                .otherRows(replays.get(1))
                .forEach(table -> collisions.add("The rows of " + table + " depend on which comes first"));
        return collisions;
    }

    private static List<SqlScript> join(List<List<SqlScript>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
