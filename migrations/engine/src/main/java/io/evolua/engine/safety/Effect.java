package io.evolua.engine.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a statement does to tables.
 *
 * @param touches one for each table that it names
 * @param index an index that is dropped or built anew: its table is touched, and not named
 * @param constraint a constraint of the first table that is dropped or validated: if it is a foreign key, it touches another
 * @param instead a form that keeps others away for a shorter time, if there is one
 */
public record Effect(
        List<Touch> touches, Optional<Touch> index, Optional<String> constraint, Optional<String> instead) {

    static final Effect NONE = new Effect(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Effect {
        List<Touch> merged = new ArrayList<>();
        for (Touch touch : touches) {
            Optional<Touch> same =
                    merged.stream().filter(t -> t.table().equals(touch.table())).findFirst();
            same.ifPresentOrElse(t -> merged.set(merged.indexOf(t), t.and(touch)), () -> merged.add(touch));
        }
        touches = List.copyOf(merged);
    }

    static Effect of(String table, LockMode lock, Work work) {
        return new Effect(List.of(new Touch(table, lock, work)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Effect ofIndex(String index, LockMode lock, Work work) {
        return new Effect(List.of(), Optional.of(new Touch(index, lock, work)), Optional.empty(), Optional.empty());
    }

    Effect alsoOn(String table, LockMode lock, Work work) {
        List<Touch> more = new ArrayList<>(touches);
        more.add(new Touch(table, lock, work));
        return new Effect(more, index, constraint, instead);
    }

    Effect instead(String words) {
        return new Effect(touches, index, constraint, Optional.of(words));
    }

    Effect ofConstraint(String name) {
        return new Effect(touches, index, Optional.of(name), instead);
    }

    /** Both, as two actions of one statement. */
    Effect and(Effect other) {
        List<Touch> more = new ArrayList<>(touches);
        more.addAll(other.touches);
        return new Effect(
                more,
                index.or(() -> other.index),
                constraint.or(() -> other.constraint),
                instead.or(() -> other.instead));
    }
}
