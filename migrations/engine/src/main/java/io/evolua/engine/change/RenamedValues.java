package io.evolua.engine.change;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What renames mean of the values of enum types. */
final class RenamedValues {

    private final Schema from;
    private final Schema to;
    private final RenameCheck check;

    RenamedValues(Schema from, Schema to, RenameCheck check) {
        this.from = from;
        this.to = to;
        this.check = check;
    }

    /**
     * Empty if there is no such value.
     *
     * @param types the new names of types that are renamed as well, either of which may be said
     * @throws UsageException if it cannot be renamed so
     */
    Optional<RenameValue> of(Rename wish, Map<QualifiedName, QualifiedName> types) {
        List<String> parts = wish.from();
        if (parts.size() < 2) {
            return Optional.empty();
        }
        String old = parts.get(parts.size() - 1);
        QualifiedName said = typeOf(parts).orElseThrow();
        QualifiedName before = types.entrySet().stream()
                .filter(rename -> rename.getValue().equals(said))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(said);
        return values(from, before).filter(values -> values.contains(old)).map(values -> {
            QualifiedName now = types.getOrDefault(before, before);
            String to = newValue(wish, before, now);
            check.sides(
                    wish,
                    "value " + now + ".",
                    new TreeSet<>(values),
                    new TreeSet<>(values(this.to, now).orElse(List.of())),
                    old,
                    to);
            return new RenameValue(now, old, to);
        });
    }

    private static String newValue(Rename wish, QualifiedName before, QualifiedName now) {
        List<String> parts = wish.to();
        if (parts.size() > 1
                && typeOf(parts).filter(t -> t.equals(before) || t.equals(now)).isEmpty()) {
            throw new UsageException("\"" + wish.text() + "\" renames a value of type " + before
                    + " to what is no value of it. Write " + String.join(".", wish.from()) + "=value.");
        }
        return parts.get(parts.size() - 1);
    }

    private static Optional<QualifiedName> typeOf(List<String> parts) {
        return RenameCheck.name(parts.subList(0, parts.size() - 1));
    }

    private static Optional<List<String>> values(Schema schema, QualifiedName type) {
        return schema.objects()
                .get(ObjectId.of(Kind.TYPE, type))
                .flatMap(object -> object instanceof EnumType some ? Optional.of(some.values()) : Optional.empty());
    }

    /** Those that went by those that came in their places, if as many came between two that stayed as went. */
    static Map<String, String> possible(EnumType old, EnumType now) {
        List<String> stayed = new ArrayList<>(old.values());
        stayed.retainAll(now.values());
        List<String> sameOrder = new ArrayList<>(now.values());
        sameOrder.retainAll(old.values());
        Map<String, String> pairs = new LinkedHashMap<>();
        if (stayed.equals(sameOrder)) {
            List<List<String>> gone = between(stayed, old.values());
            List<List<String>> come = between(stayed, now.values());
            for (int place = 0; place < gone.size(); place++) {
                for (int i = 0;
                        gone.get(place).size() == come.get(place).size()
                                && i < gone.get(place).size();
                        i++) {
                    pairs.put(gone.get(place).get(i), come.get(place).get(i));
                }
            }
        }
        return pairs;
    }

    /** What is before, between and after those that stayed. */
    private static List<List<String>> between(List<String> stayed, List<String> values) {
        List<List<String>> places = new ArrayList<>();
        places.add(new ArrayList<>());
        for (String value : values) {
            if (stayed.contains(value)) {
                places.add(new ArrayList<>());
            } else {
                places.get(places.size() - 1).add(value);
            }
        }
        return places;
    }
}
