package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.Privilege;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Who gains and loses which rights. */
final class PrivilegeDiff {

    private PrivilegeDiff() {}

    /**
     * Adds what differs.
     *
     * @param dropped objects that go, or are made anew, and their rights with them
     * @param created objects that come, or are made anew, without any rights
     */
    static void addTo(
            Plan plan,
            Set<Privilege> from,
            Set<Privilege> to,
            Predicate<ObjectId> dropped,
            Predicate<ObjectId> created) {
        SortedSet<Privilege> gone = new TreeSet<>();
        for (Privilege privilege : from) {
            if (dropped.test(privilege.on()) || !to.contains(privilege)) {
                gone.add(privilege);
            }
        }
        SortedSet<Privilege> come = new TreeSet<>();
        for (Privilege privilege : to) {
            if (created.test(privilege.on()) || !from.contains(privilege)) {
                come.add(privilege);
            }
        }
        grants(gone, dropped).forEach(grant -> plan.add(Phase.REVOKE, grant.inverse()));
        grants(come, created).forEach(grant -> plan.add(Phase.GRANT, grant));
    }

    /** One change for what one statement can give. */
    static List<Change> grants(Collection<Privilege> privileges, Predicate<ObjectId> onNewObject) {
        Map<Grant, List<String>> rights = new LinkedHashMap<>();
        for (Privilege privilege : new TreeSet<>(privileges)) {
            Grant key = new Grant(
                    privilege.on(),
                    privilege.grantee(),
                    List.of(),
                    privilege.grantable(),
                    privilege.denied(),
                    onNewObject.test(privilege.on()));
            rights.computeIfAbsent(key, k -> new ArrayList<>()).add(privilege.right());
        }
        List<Change> grants = new ArrayList<>();
        rights.forEach((key, all) ->
                grants.add(new Grant(key.on(), key.grantee(), all, key.grantable(), key.denied(), key.onNewObject())));
        return grants;
    }
}
