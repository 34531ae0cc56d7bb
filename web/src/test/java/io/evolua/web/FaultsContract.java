package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.web.testing.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients see when something is wrong with the service or its database. */
interface FaultsContract {

    private static void isError(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    }

    @Test
    default void an_unexpected_error_tells_nothing_but_a_number() {
        Server.database().run("alter table users rename column password to hidden");
        try {
            Answer answer = Server.client().get("/users");
            isError(answer, 500, "Internal Server Error");
            assertThat(answer.header("X-Correlation-Id")).hasValue(answer.required("X-Request-ID"));
        } finally {
            Server.database().run("alter table users rename column hidden to password");
        }
        assertThat(Server.client().get("/users").status()).isEqualTo(200);
    }

    @Test
    default void while_the_database_refuses_connections_the_service_says_try_later_and_then_recovers() {
        String name = Server.database().name();
        Server.onServer("alter database " + name + " with allow_connections false");
        Server.onServer("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        try {
            for (String path : List.of("/users", "/heroes", "/async/heroes")) {
                Answer answer = Server.client().get(path);
                isError(answer, 503, "Service Unavailable");
                assertThat(answer.header("Retry-After")).hasValue("5");
            }
            assertThat(Server.client().get("/health/ready").status()).isEqualTo(503);
            assertThat(Server.client().get("/health/live").status()).isEqualTo(200);
        } finally {
            Server.onServer("alter database " + name + " with allow_connections true");
        }
        for (String path : List.of("/users", "/heroes", "/async/heroes")) {
            assertThat(Server.client().get(path).status()).as(path).isEqualTo(200);
        }
    }
}
