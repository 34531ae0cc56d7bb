package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the names of renames can be what was said of them, each in one rename only. */
final class RenameCheck {

    private final Set<String> said = new HashSet<>();

    <T extends Comparable<T>> void sides(Rename wish, String kind, Set<T> olds, Set<T> after, T old, T now) {
        TreeSet<T> news = new TreeSet<>(after);
        if (news.contains(old)) {
            throw new UsageException(
                    "\"" + wish.text() + "\": the target still has " + kind + old + ", so that it is not renamed.");
        }
        if (!news.contains(now)) {
            news.removeAll(olds);
            throw new UsageException(
                    "\"" + wish.text() + "\": the target has no " + kind + now + "." + list(" New there: ", news));
        }
        if (olds.contains(now)) {
            throw new UsageException("\"" + wish.text() + "\": there is a " + kind + now
                    + " already, so that nothing can get its name.");
        }
        sayOnce(wish, kind, old, now);
    }

    void sayOnce(Rename wish, String kind, Object old, Object now) {
        if (!said.add(kind + "from " + old) || !said.add(kind + "to " + now)) {
            throw new UsageException("\"" + wish.text() + "\": one of the two is named by another rename as well.");
        }
    }

    static Optional<QualifiedName> name(List<String> parts) {
        return switch (parts.size()) {
            case 1 -> Optional.of(QualifiedName.of(parts.get(0)));
            case 2 -> Optional.of(new QualifiedName(parts.get(0), parts.get(1)));
            default -> Optional.empty();
        };
    }

    static QualifiedName newName(Rename wish, String what, QualifiedName old) {
        return target(old, wish.to())
                .orElseThrow(() -> new UsageException("\"" + wish.text() + "\" renames " + what
                        + " to what is no name of one in the same schema. Moving it to another schema is no rename."));
    }

    static Optional<QualifiedName> target(QualifiedName old, List<String> parts) {
        if (parts.size() == 1) {
            return Optional.of(old.sibling(parts.get(0)));
        }
        return name(parts).filter(now -> now.schema().equals(old.schema()));
    }

    static String list(String label, Set<?> names) {
        return names.isEmpty()
                ? ""
                : label + String.join(", ", names.stream().map(Object::toString).toList()) + ".";
    }
}
