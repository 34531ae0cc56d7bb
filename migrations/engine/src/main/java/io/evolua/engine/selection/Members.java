package io.evolua.engine.selection;

import io.evolua.engine.schema.Named;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a table of a {@link PartialTarget} has besides columns. */
final class Members {

    private final QualifiedName table;
    private final Predicate<SchemaObject> wanted;

    Members(QualifiedName table, Predicate<SchemaObject> wanted) {
        this.table = table;
        this.wanted = wanted;
    }

    /** Of what there can be only one. */
    <T extends Named> Optional<T> one(Kind kind, Optional<T> old, Optional<T> now) {
        return old.filter(object -> !isWanted(kind, object)).or(() -> now.filter(object -> isWanted(kind, object)));
    }

    /**
     * What is not wanted stays; of the target comes what is wanted and not satisfied by what stays: by its name, or, where
     * nobody chose one, by its structure.
     */
    <T extends Named> List<T> all(Kind kind, List<T> old, List<T> now) {
        List<T> members = new ArrayList<>(
                old.stream().filter(object -> !isWanted(kind, object)).toList());
        List<T> stay = List.copyOf(members);
        now.stream()
                .filter(object -> isWanted(kind, object))
                .filter(object -> stay.stream().noneMatch(other -> satisfies(other, object)))
                .forEach(members::add);
        return members;
    }

    private boolean isWanted(Kind kind, Named object) {
        return wanted.test(SchemaObject.in(table, kind, object.name()));
    }

    private static boolean satisfies(Named present, Named wish) {
        boolean nameless = !present.nameChosen() || !wish.nameChosen();
        return present.name().equals(wish.name()) || (nameless && areAlike(present, wish));
    }

    /** The same but for the name and what can be altered. */
    static boolean areAlike(Named a, Named b) {
        return a.essence().equals(b.essence());
    }
}
