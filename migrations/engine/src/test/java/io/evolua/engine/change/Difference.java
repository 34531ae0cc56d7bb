package io.evolua.engine.change;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In what two values made of records, lists and maps differ, a line for each innermost difference. */
final class Difference {

    private final List<String> lines = new ArrayList<>();

    private Difference() {}

    /** {@code tables.a.columns.x.nullable: expected true, but is false}; empty for equal values. */
    static List<String> of(Object expected, Object actual) {
        Difference difference = new Difference();
        difference.compare("", expected, actual);
        return List.copyOf(difference.lines);
    }

    private void compare(String path, Object expected, Object actual) {
        if (expected.equals(actual)) {
            return;
        }
        if (expected instanceof Record some && actual instanceof Record other && some.getClass() == other.getClass()) {
            members(path, components(some), components(other));
        } else if (expected instanceof Collection<?> some && actual instanceof Collection<?> others) {
            members(path, byName(some), byName(others));
        } else if (expected instanceof Map<?, ?> some && actual instanceof Map<?, ?> others) {
            members(path, byText(some), byText(others));
        } else if (expected instanceof Optional<?> some
                && actual instanceof Optional<?> other
                && some.isPresent()
                && other.isPresent()) {
            compare(path, some.get(), other.get());
        } else {
            lines.add(path + ": expected " + expected + ", but is " + actual);
        }
    }

    private void members(String path, Map<String, Object> expected, Map<String, Object> actual) {
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (String name : names) {
            String inner = path.isEmpty() ? name : path + "." + name;
            @Nullable Object some = expected.get(name);
            @Nullable Object other = actual.get(name);
            if (some == null) {
                lines.add(inner + ": not expected, but is " + other);
            } else if (other == null) {
                lines.add(inner + ": expected " + some + ", but is not there");
            } else {
                compare(inner, some, other);
            }
        }
    }

    private static Map<String, Object> components(Record value) {
        Map<String, Object> components = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                components.put(component.getName(), component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return components;
    }

    /** By their names if they have some, otherwise by their places, or as a set's by what they are. */
    private static Map<String, Object> byName(Collection<?> values) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object value : values) {
            @Nullable
            Object name = value instanceof Record named ? components(named).get("name") : null;
            String place = values instanceof Set ? value.toString() : Integer.toString(byName.size());
            byName.put(Objects.toString(name, place), value);
        }
        return byName;
    }

    private static Map<String, Object> byText(Map<?, ?> values) {
        Map<String, Object> byText = new LinkedHashMap<>();
        values.forEach((key, value) -> byText.put(key.toString(), value));
        return byText;
    }
}
