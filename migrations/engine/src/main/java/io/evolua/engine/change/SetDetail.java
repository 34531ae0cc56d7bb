package io.evolua.engine.change;

import io.evolua.engine.schema.Details;
import io.evolua.engine.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Another comment, or none, on an object that is there or on a part of it; or another default for a view's column. */
public record SetDetail(ObjectId on, Optional<String> from, Optional<String> to) implements Change {

    /** What leads from the details of an object to its new ones. */
    static List<Change> between(Details from, Details to) {
        SortedSet<ObjectId> ids = new TreeSet<>(from.texts().keySet());
        ids.addAll(to.texts().keySet());
        List<Change> changes = new ArrayList<>();
        for (ObjectId id : ids) {
            if (!from.get(id).equals(to.get(id))) {
                changes.add(new SetDetail(id, from.get(id), to.get(id)));
            }
        }
        return changes;
    }

    @Override
    public Change inverse() {
        return new SetDetail(on, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.setDetail(this);
    }

    @Override
    public String describe() {
        String what = on.kind() == ObjectId.Kind.DEFAULT ? on.toString() : "comment on " + on;
        return (to.isPresent() ? "set " : "drop ") + what;
    }
}
