package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.internal.jpa.metadata.ORMetadata;
import org.jspecify.annotations.Nullable;

/** All that an annotation or an element of {@code orm.xml} holds, however deep, whichever kind EclipseLink made of it. */
final class MetadataWalk {

    private static final String METADATA = ORMetadata.class.getPackageName() + ".";

    /** What is itself said, in contrast to what EclipseLink needs for reading it. */
    private static final List<String> SAID = List.of("accessors.classes", "accessors.mappings", "columns", "tables");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ORMetadata> found = new ArrayList<>();

    /** In the order in which they were come by. */
    List<ORMetadata> found() {
        return List.copyOf(found);
    }

    void from(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            several.forEach(this::from);
        } else if (value instanceof Map<?, ?> named) {
            named.values().forEach(this::from);
        } else if (value instanceof ORMetadata said && isSaid(said) && seen.add(said)) {
            found.add(said);
            for (Class<?> c = said.getClass(); c != null && c != ORMetadata.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        from(value(field, said));
                    }
                }
            }
        }
    }

    private static boolean isSaid(ORMetadata value) {
        String place = value.getClass().getPackageName();
        return SAID.stream().anyMatch(said -> place.equals(METADATA + said));
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new RefusedException("EclipseLink's metadata cannot be read: " + Reasons.of(e), e);
        }
    }
}
