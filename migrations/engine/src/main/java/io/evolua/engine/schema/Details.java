package io.evolua.engine.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of an object besides its definition.
 *
 * @param texts the comments on the object, its columns or attributes, and its constraints, by the ids of these; the
 *     default of a view's column by the default's id
 */
public record Details(SortedMap<ObjectId, String> texts) {

    public static final Details NONE = new Details(Collections.emptySortedMap());

    public Details {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** A comment on the object itself, if there is one. */
    public static Details comment(ObjectId object, Optional<String> comment) {
        SortedMap<ObjectId, String> texts = new TreeMap<>();
        comment.ifPresent(text -> texts.put(object, text));
        return new Details(texts);
    }

    /** These and more. */
    public Details with(SortedMap<ObjectId, String> more) {
        SortedMap<ObjectId, String> all = new TreeMap<>(texts);
        all.putAll(more);
        return new Details(all);
    }

    public Optional<String> get(ObjectId detail) {
        return Optional.ofNullable(texts.get(detail));
    }
}
