package io.evolua.web.paging;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code Link} header of a list: {@code first}, {@code next} where there is one, {@code prev} where there is one and
 * the list is counted by offset (going back from a key would take a query in the other direction). References are
 * relative to the host, so that they also hold behind a proxy; filters are kept.
 */
public final class Links {

    /** What says where in the list; everything else is a filter. */
    private static final Set<String> PLACE = Set.of("skip", "offset", "limit", "after");

    private Links() {}

    /** The header's value. */
    public static <T> String of(UriInfo request, PageQuery query, Slice<T> slice, Function<? super T, ?> key) {
        return of(request.getRequestUri(), query, slice, key);
    }

    /** The header's value, for a request whose context may be gone. */
    public static <T> String of(URI request, PageQuery query, Slice<T> slice, Function<? super T, ?> key) {
        String list = list(request, query.limit());
        List<String> links = new ArrayList<>();
        links.add(link("first", list));
        if (query.offset() > 0) {
            links.add(link("prev", list + "&offset=" + Math.max(0, query.offset() - query.limit())));
        }
        if (slice.hasNext() && query.after().isPresent()) {
            T last = slice.items().get(slice.items().size() - 1);
            links.add(link("next", list + "&after=" + key.apply(last)));
        } else if (slice.hasNext()) {
            links.add(link("next", list + "&offset=" + (query.offset() + query.limit())));
        }
        return String.join(", ", links);
    }

    /** The list as it was filtered, from its start. */
    private static String list(URI request, int limit) {
        String query = request.getRawQuery();
        Stream<String> filters = query == null ? Stream.empty() : Arrays.stream(query.split("&", -1));
        return filters.filter(pair -> !pair.isEmpty() && !PLACE.contains(pair.split("=", 2)[0]))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining("", request.getRawPath() + "?", ""))
                + "limit=" + limit;
    }

    private static String link(String relation, String target) {
        return "<" + target + ">; rel=\"" + relation + "\"";
    }
}
