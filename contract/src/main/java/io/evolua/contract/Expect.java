package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import jakarta.json.JsonObject;
import java.util.List;

/** What answers are expected to be. */
final class Expect {

    private Expect() {}

    /** An error that one sentence explains. */
    static void error(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
        assertThat(answer.header("Content-Type")).hasValue("application/json");
    }

    /** 422 for these reasons, in this order: {@code type@where.name}. */
    static void invalid(Answer answer, String... reasons) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(reasons(answer)).containsExactly(reasons);
    }

    private static List<String> reasons(Answer answer) {
        return answer.json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(violation -> violation.getString("type") + "@"
                        + String.join(
                                ".",
                                violation.getJsonArray("loc").stream()
                                        .map(step -> step.toString().replace("\"", ""))
                                        .toList()))
                .toList();
    }
}
