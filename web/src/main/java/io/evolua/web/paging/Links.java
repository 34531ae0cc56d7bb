package io.evolua.web.paging;

import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The {@code Link} header of a list: {@code first}, {@code next} where there is one, {@code prev} where there is one and
 * the list is counted by offset (going back from a key would take a query in the other direction). References are
 * relative to the host, so that they also hold behind a proxy; filters are kept.
 */
public final class Links {

    private Links() {}

    /** The header's value. */
    public static <T> String of(UriInfo request, PageQuery query, Slice<T> slice, Function<? super T, ?> key) {
        List<String> links = new ArrayList<>();
        links.add(link("first", page(request, query)));
        if (query.offset() > 0) {
            int previous = Math.max(0, query.offset() - query.limit());
            links.add(link("prev", from(request, query).queryParam("offset", previous)));
        }
        if (slice.hasNext() && query.after().isPresent()) {
            T last = slice.items().get(slice.items().size() - 1);
            links.add(link("next", page(request, query).queryParam("after", key.apply(last))));
        } else if (slice.hasNext()) {
            int next = query.offset() + query.limit();
            links.add(link("next", page(request, query).queryParam("offset", next)));
        }
        return String.join(", ", links);
    }

    /** The list as it was filtered, from its start. */
    private static UriBuilder page(UriInfo request, PageQuery query) {
        return from(request, query).replaceQueryParam("after");
    }

    private static UriBuilder from(UriInfo request, PageQuery query) {
        return UriBuilder.fromPath(request.getRequestUri().getRawPath())
                .replaceQuery(request.getRequestUri().getRawQuery())
                .replaceQueryParam("skip")
                .replaceQueryParam("offset")
                .replaceQueryParam("limit", query.limit());
    }

    private static String link(String relation, UriBuilder target) {
        return "<" + target.build() + ">; rel=\"" + relation + "\"";
    }
}
