package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Document;
import io.evolua.contract.client.Service;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code /openapi.json} is true. That every answer of all the other tests is as the document says, their client sees to;
 * here the document is asked what else it promises.
 */
public interface OpenApiContract {

    private static Document document() {
        return Service.current().client().document();
    }

    @Test
    default void the_document_is_there() {
        Answer answer = Service.current().client().get("/openapi.json");

        assertThat(answer.json().getString("openapi")).isEqualTo("3.1.0");
        assertThat(answer.json().getJsonObject("info").getString("version")).doesNotContain("$");
        assertThat(answer.header("Content-Type")).hasValue("application/json");
    }

    @Test
    default void it_knows_all_methods_of_its_paths_and_no_others() {
        document().root().getJsonObject("paths").forEach((path, item) -> {
            if (isOfTheServer(path)) {
                return;
            }
            Answer answer = Service.current().client().send("OPTIONS", path.replaceAll("\\{[^}]*}", "1"), null);
            Set<String> allowed = Set.of(answer.required("Allow").split("\\s*,\\s*", -1)).stream()
                    .filter(method -> !method.equals("OPTIONS") && !method.equals("HEAD"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described = item.asJsonObject().keySet().stream()
                    .filter(key -> !key.equals("parameters"))
                    .map(key -> key.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(allowed).as(path).isEqualTo(described);
        });
    }

    @Test
    default void it_says_truly_where_a_token_is_needed() {
        Account alice = Service.current().account("alice");
        document().root().getJsonObject("paths").forEach((path, item) -> item.asJsonObject()
                .forEach((method, operation) -> {
                    if (operation instanceof JsonObject described) {
                        String concrete = path.replaceAll("\\{[^}]*}", "x");
                        String body = described.containsKey("requestBody") ? "{}" : null;
                        String verb = method.toUpperCase(Locale.ROOT);
                        boolean refused = Service.current()
                                        .client()
                                        .send(verb, concrete, body)
                                        .status()
                                == 401;
                        assertThat(refused).as(verb + " " + path).isEqualTo(described.containsKey("security"));
                        assertThat(alice.client().send(verb, concrete, body).status())
                                .as(verb + " " + path)
                                .isNotEqualTo(401);
                    }
                }));
    }

    /** Health and numbers are answered by the application server, which takes any method for them, or does not say which. */
    private static boolean isOfTheServer(String path) {
        return path.startsWith("/health") || path.equals("/metrics");
    }
}
