package io.evolua.engine.change;

import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What values lose when their type is altered. */
final class TypeLoss {

    private final String name;
    private final List<String> sentences = new ArrayList<>();

    private TypeLoss(String name) {
        this.name = name;
    }

    /** In sentences; empty if every value has its equal in the new form. */
    static Optional<String> of(AlterType change) {
        TypeLoss loss = new TypeLoss("type " + change.to().id().name());
        if (change.from() instanceof CompositeType old && change.to() instanceof CompositeType now) {
            // Types and columns may hold it that are not among the uses: types made of it, arrays of those.
            loss.attributes(old, now);
        } else if (!change.uses().isEmpty()) {
            loss.values(change);
        }
        return loss.sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", loss.sentences));
    }

    private void values(AlterType change) {
        List<String> gone = change.removedValues();
        if (!gone.isEmpty()) {
            sentences.add("Rows cannot keep " + String.join(", ", gone) + ", which " + name + " no longer has.");
        }
        if (change.from() instanceof DomainType old && change.to() instanceof DomainType now) {
            retyped("What is of " + name, old.baseType(), now.baseType());
        }
        if (change.from() instanceof EnumType != change.to() instanceof EnumType) {
            sentences.add("Rows keep of " + name + " only what it allows in its new form.");
        }
    }

    private void attributes(CompositeType old, CompositeType now) {
        List<String> gone = new ArrayList<>();
        for (CompositeType.Attribute attribute : old.attributes()) {
            Optional<CompositeType.Attribute> kept = now.attributes().stream()
                    .filter(a -> a.name().equals(attribute.name()))
                    .findFirst();
            kept.ifPresentOrElse(
                    k -> retyped("Attribute " + k.name() + " of " + name, attribute.type(), k.type()),
                    () -> gone.add(attribute.name()));
        }
        if (!gone.isEmpty()) {
            sentences.add(0, "What values of " + name + " hold in " + String.join(", ", gone) + " is lost.");
        }
    }

    /** The conversion is an explicit cast, which cuts strings silently. */
    private void retyped(String what, String from, String to) {
        if (!TypeChange.of(from, to).lossless()) {
            sentences.add(what + ", " + from + ", becomes " + to + ": what does not fit is cut, or stops the script.");
        }
    }
}
