package io.evolua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Client;
import io.evolua.contract.client.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health as an orchestrator sees it. */
public interface HealthContract {

    @Test
    default void a_service_that_answers_is_alive_and_ready() {
        Client client = Service.current().client();

        for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
            String status = client.get(path).as(200, json -> json.getString("status"));
            assertThat(status).as(path).isEqualTo("UP");
        }
    }

    @Test
    default void numbers_are_for_prometheus() {
        String numbers = Service.current().client().get("/metrics").body();

        assertThat(numbers).contains("# TYPE ").contains("database_connections");
        assertThat(Service.current()
                        .client()
                        .get("/metrics", "Accept", "image/png")
                        .status())
                .isIn(200, 406);
    }
}
