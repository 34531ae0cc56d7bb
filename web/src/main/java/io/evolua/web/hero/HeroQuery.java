package io.evolua.web.hero;

import io.evolua.persistence.HeroFilter;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.PageQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.UUID;

/** Which heroes are asked for, and which part of their list. */
record HeroQuery(PageQuery page, HeroFilter filter) {

    /** Reads a query. @throws Problem 422 when it is not valid */
    static HeroQuery read(MultivaluedMap<String, String> parameters) {
        Violations violations = new Violations();
        Optional<PageQuery> page = PageQuery.read(parameters, violations);
        Parameters read = new Parameters(violations);
        Optional<UUID> after = page.flatMap(PageQuery::after).flatMap(text -> read.uuidInQuery("after", text));
        Optional<String> name = PageQuery.last(parameters, "name").flatMap(text -> read.textInQuery("name", text));
        Optional<String> source =
                PageQuery.last(parameters, "source").flatMap(text -> read.textInQuery("source", text));
        violations.refuse();
        return new HeroQuery(page.orElseThrow(), new HeroFilter(after, name, source));
    }
}
