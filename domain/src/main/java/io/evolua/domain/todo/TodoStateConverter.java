package io.evolua.domain.todo;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores a state by its name, as a value of the database's own enum type. */
@Converter(autoApply = true)
public class TodoStateConverter implements AttributeConverter<@Nullable TodoState, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable TodoState state) {
        return state == null ? null : state.text();
    }

    @Override
    public @Nullable TodoState convertToEntityAttribute(@Nullable String name) {
        return name == null ? null : TodoState.of(name).orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "the database has a todo in the state “" + name + "”, which this version of the service does not know");
    }
}
