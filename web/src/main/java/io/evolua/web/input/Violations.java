package io.evolua.web.input;

import io.evolua.web.problem.Problem;
import io.evolua.web.problem.Statuses;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a request, gathered while it is read, so that the client can mend it in one go. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    void add(Violation violation) {
        found.add(violation);
    }

    /**
     * Ends the reading.
     *
     * @throws Problem 422 with the list, when anything was wrong
     */
    public void refuse() {
        if (!found.isEmpty()) {
            throw problem();
        }
    }

    Problem problem() {
        var list = Json.createArrayBuilder();
        found.forEach(violation -> list.add(violation.json()));
        return new Problem(Statuses.UNPROCESSABLE_CONTENT, list.build());
    }
}
