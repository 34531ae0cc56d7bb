package io.evolua.web.paging;

import io.evolua.persistence.Page;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is wanted: {@code ?offset=…&limit=…} or, at a cost that does not grow with the distance from the
 * start, {@code ?after=<key>&limit=…}. The older name of {@code offset}, {@code skip}, is understood; where both are
 * given, {@code offset} wins. A parameter given twice counts the last time.
 *
 * @param after the key after which to begin, as it was written
 */
public record PageQuery(int offset, int limit, Optional<String> after) {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    /** Reads a query. Empty when violations were noted. */
    public static Optional<PageQuery> read(MultivaluedMap<String, String> query, Violations violations) {
        Parameters parameters = new Parameters(violations);
        String offsetName = query.containsKey("offset") || !query.containsKey("skip") ? "offset" : "skip";
        Optional<Integer> offset = last(query, offsetName)
                .map(text -> parameters.integerInQuery(offsetName, text, 0, Integer.MAX_VALUE - MAX_LIMIT))
                .orElse(Optional.of(0));
        Optional<Integer> limit = last(query, "limit")
                .map(text -> parameters.integerInQuery("limit", text, 1, MAX_LIMIT))
                .orElse(Optional.of(DEFAULT_LIMIT));
        return offset.flatMap(from -> limit.map(most -> new PageQuery(from, most, last(query, "after"))));
    }

    /** The value of a parameter that may be given several times. */
    public static Optional<String> last(MultivaluedMap<String, String> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** The page with one more entry, by which a further page is known to exist. */
    public Page withOneMore() {
        return new Page(offset, limit + 1);
    }
}
