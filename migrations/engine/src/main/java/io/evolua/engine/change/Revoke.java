package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import java.util.List;

/**
 * Rights on an object that a role does not have in the target.
 *
 * @param grantee empty for {@code PUBLIC}
 * @param denied the other way about: {@code PUBLIC} gets back what it has by default
 * @param withObject the object is dropped by the same changes, and the rights with it
 */
public record Revoke(
        ObjectId on, String grantee, List<String> rights, boolean grantable, boolean denied, boolean withObject)
        implements Change {

    public Revoke {
        rights = List.copyOf(rights);
    }

    @Override
    public Change inverse() {
        return new Grant(on, grantee, rights, grantable, denied, withObject);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.revoke(this);
    }

    @Override
    public String describe() {
        return (denied ? "no longer deny " : "revoke ") + String.join(", ", rights) + " on " + on + " from "
                + (grantee.isEmpty() ? "public" : grantee);
    }
}
