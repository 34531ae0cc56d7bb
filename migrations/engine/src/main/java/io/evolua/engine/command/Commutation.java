package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.scratch.TableContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

    private record Outcome(Schema schema, TableContents contents) {}

    /**
     * Why the branches of two heads do not commute.
     *
     * @return nothing if they do; otherwise what fails or differs, each with the name of the object
     * @throws RefusedException if what both branches build upon cannot be replayed
     */
    List<String> collisions(Revision one, Revision other) {
        Set<RevisionId> ofOne = graph.withAncestors(one.id());
        Set<RevisionId> ofOther = graph.withAncestors(other.id());
        List<SqlScript> common = scripts(id -> ofOne.contains(id) && ofOther.contains(id));
        List<SqlScript> onlyOne = scripts(id -> ofOne.contains(id) && !ofOther.contains(id));
        List<SqlScript> onlyOther = scripts(id -> ofOther.contains(id) && !ofOne.contains(id));
        replay(new Order("", common), Set.of());
        Order there = new Order(one + " before " + other, join(List.of(common, onlyOne, onlyOther)));
        Order back = new Order(other + " before " + one, join(List.of(common, onlyOther, onlyOne)));
        List<String> failures = new ArrayList<>();
        for (Order order : List.of(there, back)) {
            try {
                replay(order, Set.of());
            } catch (RefusedException e) {
                failures.add("With " + order.name() + ": " + e.getMessage());
            }
        }
        return failures.isEmpty() ? differences(there, back) : failures;
    }

    private List<String> differences(Order there, Order back) {
        Outcome one = replay(there, Set.of());
        Outcome other = replay(back, Set.of());
        List<String> differences = new ArrayList<>();
        for (Change change : SchemaDiff.between(one.schema(), other.schema())) {
            differences.add("To be as it is with " + back.name() + ", what is there with " + there.name() + " lacks: "
                    + change.describe());
        }
        if (!one.contents().difference(other.contents()).isEmpty()) {
            Set<String> ignored =
                    one.contents().volatileColumns(replay(there, Set.of()).contents());
            replay(there, ignored)
                    .contents()
                    .difference(replay(back, ignored).contents())
                    .forEach(table -> differences.add("The rows of " + table + " depend on which comes first"));
        }
        return differences;
    }

    private Outcome replay(Order order, Set<String> ignored) {
        return scratch.attempt(connection -> {
            order.scripts().forEach(scratch::run);
            Schema schema = scratch.read();
            return new Outcome(schema, TableContents.read(connection, schema, ignored));
        });
    }

    private static List<SqlScript> join(List<List<SqlScript>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private List<SqlScript> scripts(Predicate<RevisionId> wanted) {
        return graph.order().stream()
                .filter(revision -> wanted.test(revision.id()))
                .map(Revision::up)
                .map(up -> SqlScript.parse(up.display(), up.sql()))
                .toList();
    }
}
