package io.evolua.engine.command;

import io.evolua.engine.change.Change;
import io.evolua.engine.change.Portions;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.sql.ScriptWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Changes as one revision, or as several where one transaction could not hold the locks. */
final class Portioned {

    private Portioned() {}

    /**
     * The revisions in their order.
     *
     * @param message of the one; of several with their number
     * @param up writes the script that makes some of the changes
     * @param first where the first stands
     */
    static List<NewRevision> of(
            String message, List<Change> changes, Function<List<Change>, String> up, Placement first, Clock clock) {
        List<List<Change>> portions = Portions.of(changes);
        List<NewRevision> wanted = new ArrayList<>();
        for (List<Change> portion : portions) {
            String name = portions.size() == 1
                    ? message
                    : message + " (" + (wanted.size() + 1) + " of " + portions.size() + ")";
            wanted.add(new NewRevision(name, up.apply(portion), ScriptWriter.wayBack(portion), first, clock));
        }
        return wanted;
    }
}
