package io.evolua.web.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, and whether it goes on.
 *
 * @param <T> what is listed
 */
public record Slice<T>(List<T> items, boolean hasNext) {

    /** Keeps the items apart from the list they came in. */
    public Slice {
        items = List.copyOf(items);
    }

    /** Makes a slice of what {@link PageQuery#withOneMore()} found. */
    public static <T> Slice<T> of(List<T> found, PageQuery query) {
        boolean hasNext = found.size() > query.limit();
        return new Slice<>(hasNext ? found.subList(0, query.limit()) : found, hasNext);
    }

    /** The same part of the list, each entry in another form. */
    public <R> Slice<R> map(Function<? super T, R> form) {
        return new Slice<>(items.stream().<R>map(form).toList(), hasNext);
    }
}
