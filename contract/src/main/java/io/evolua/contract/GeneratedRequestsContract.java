package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests made up from the document, with values that nobody expects. The client holds every answer against the document,
 * so that whatever is sent is answered as it says. {@code -Devolua.generated=…} makes more of them, {@code -Devolua.seed=…}
 * others.
 */
public interface GeneratedRequestsContract {

    @Test
    default void whatever_is_sent_is_answered_as_the_document_says() {
        Account alice = Service.current().account("alice");
        long seed = Long.getLong("evolua.seed", 1);
        GeneratedRequests requests =
                new GeneratedRequests(alice.client().document().root(), new Random(seed));
        int count = Integer.getInteger("evolua.generated", 500);

        for (int i = 0; i < count; i++) {
            GeneratedRequests.Generated request = requests.next();
            Answer answer = (request.authenticated()
                            ? alice.client()
                            : Service.current().client())
                    .send(
                            request.method(),
                            request.path(),
                            request.body(),
                            request.headers().toArray(String[]::new));
            assertThat(answer.status())
                    .as("seed %s, request %s: %s", seed, i, request)
                    .isLessThan(500);
        }
    }
}
