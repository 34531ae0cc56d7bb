package io.evolua.engine.spi;

import io.evolua.engine.change.Change;
import java.util.List;

/**
 * Adds, changes or drops changes before they are written.
 *
 * <pre>{@code
 * public final class GrantToApplication implements ChangeRewriter {
 *     public List<Change> rewrite(List<Change> changes, ComparisonContext context) {
 *         return changes.stream()
 *                 .flatMap(change -> change instanceof CreateTable created
 *                         ? Stream.of(change, new ExecuteSql(
 *                                 "grant select on " + Identifiers.quote(created.table().name()) + " to app", ""))
 *                         : Stream.of(change))
 *                 .toList();
 *     }
 * }
 * }</pre>
 *
 * <p>Rewriters are chained: each gets what the one before it returned, in the order of {@link #order()}, then of their
 * classes' names. Each is called once for a comparison, and not at all when there is nothing left to change.
 */
public interface ChangeRewriter {

    /**
     * Says what is to be done.
     *
     * @param changes in an order in which they work; not empty, not to be modified
     * @param context what is compared
     * @return what is to be done instead, in the order in which it is to be done. The way back is made from it: every
     *     change's {@link Change#inverse()}, last first. Empty for nothing, so that no revision is written
     */
    List<Change> rewrite(List<Change> changes, ComparisonContext context);

    /** Its place in the chain; lower ones come first. */
    default int order() {
        return 0;
    }
}
