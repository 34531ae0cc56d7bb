package io.evolua.web.input;

import static io.evolua.web.json.Provider.JSON;

import io.evolua.web.problem.Problem;
import io.evolua.web.problem.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that is wrong with a request, gathered while it is read, so that the client can mend it in one go. */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    void add(Violation violation) {
        found.add(violation);
    }

    /** Notes that a header cannot be accepted. */
    public void addInHeader(String name, String reason, String value) {
        add(new Violation(
                "value_error",
                Violation.location("header", name.toLowerCase(Locale.ROOT)),
                "Value error, " + reason,
                JSON.createValue(value),
                JSON.createObjectBuilder().add("reason", reason).build()));
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
        var list = JSON.createArrayBuilder();
        found.forEach(violation -> list.add(violation.json()));
        return new Problem(Statuses.UNPROCESSABLE_CONTENT, list.build());
    }
}
