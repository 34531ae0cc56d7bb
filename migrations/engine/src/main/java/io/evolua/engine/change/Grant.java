package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import java.util.List;

/**
 * Rights on an object that a role has in the target only.
 *
 * @param grantee empty for {@code PUBLIC}
 * @param denied the other way about: {@code PUBLIC} has these rights by default, and not in the target
 * @param onNewObject the object is made by the same changes, so that the way back need not take the rights away
 */
public record Grant(
        ObjectId on, String grantee, List<String> rights, boolean grantable, boolean denied, boolean onNewObject)
        implements Change {

    public Grant {
        rights = List.copyOf(rights);
    }

    @Override
    public Change inverse() {
        return new Revoke(on, grantee, rights, grantable, denied, onNewObject);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.grant(this);
    }

    @Override
    public String describe() {
        return (denied ? "deny " : "grant ") + String.join(", ", rights) + " on " + on + " to "
                + (grantee.isEmpty() ? "public" : grantee);
    }
}
