package io.evolua.engine.change;

import io.evolua.engine.schema.ObjectId;
import java.util.Optional;

/** Another comment, or none, on an object that is there. */
public record CommentOn(ObjectId object, Optional<String> from, Optional<String> to) implements Change {

    @Override
    public Change inverse() {
        return new CommentOn(object, to, from);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.commentOn(this);
    }

    @Override
    public String describe() {
        return (to.isPresent() ? "comment on " : "drop comment on ") + object;
    }
}
