package io.evolua.engine.change;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.QualifiedName;

/**
 * A type, view or routine that stays what it is under another name of the same schema.
 *
 * @param domain whether it is a domain, which has statements of its own among the types
 */
public record RenameObject(ObjectId from, QualifiedName to, boolean domain) implements Change {

    public RenameObject {
        if (!from.name().schema().equals(to.schema())) {
            throw new IllegalArgumentException(from + " is in another schema than " + to);
        }
    }

    static RenameObject of(DatabaseObject object, QualifiedName to) {
        return new RenameObject(object.id(), to, object instanceof DomainType);
    }

    @Override
    public Change inverse() {
        return new RenameObject(renamed(from, to), from.name(), domain);
    }

    /** The same object as it is called then. */
    static ObjectId renamed(ObjectId id, QualifiedName to) {
        return new ObjectId(id.kind(), to, id.detail());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.renameObject(this);
    }

    @Override
    public String describe() {
        return "rename " + from + " to " + to.name();
    }
}
