package io.evolua.engine.change;

import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Extension;
import java.util.Optional;

/** A type, view, routine, trigger, policy, rule or extension that the target does not have, or has in another form. */
public record DropObject(DatabaseObject object) implements Change {

    @Override
    public Change inverse() {
        return new CreateObject(object);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.dropObject(this);
    }

    @Override
    public String describe() {
        return "drop " + object.id();
    }

    @Override
    public Optional<String> hazard() {
        return object instanceof Extension
                ? Optional.of("Fails while anything uses what extension "
                        + object.id().name() + " brought.")
                : Optional.empty();
    }
}
