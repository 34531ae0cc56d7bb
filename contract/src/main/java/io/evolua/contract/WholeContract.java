package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Document;
import io.evolua.contract.client.Service;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** All of the contract, for a service that runs somewhere. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class WholeContract
        implements UsersContract,
                AuthContract,
                TodosContract,
                HeroesContract,
                ConditionalContract,
                IdempotencyContract,
                ErrorsContract,
                HealthContract,
                GeneratedRequestsContract,
                RawRequestsContract,
                OpenApiContract {

    /** Those that only a service with a defect or without its database gives. */
    private static final Set<String> FAULTS = Set.of("500", "503");

    /** Those that only a user gets who is deleted while the request is under way. */
    private static final Set<String> RACES = Set.of("PUT /users/{user_id} 404", "DELETE /users/{user_id} 404");

    /** Those that not every application server gives. */
    private static final Set<String> SERVERS = Set.of("GET /metrics 406");

    /** Last of all: what the document promises and no test has seen may be a promise that nobody keeps. */
    @Test
    @Order(Integer.MAX_VALUE)
    public void every_answer_that_the_document_describes_was_seen() {
        Document document = Service.current().client().document();
        Set<String> missing = new TreeSet<>(document.promised());
        missing.removeIf(answer -> FAULTS.contains(answer.substring(answer.lastIndexOf(' ') + 1)));
        missing.removeAll(RACES);
        missing.removeAll(SERVERS);
        missing.removeAll(document.seen());

        assertThat(missing).isEmpty();
    }
}
