package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.WholeContract;
import io.evolua.contract.client.Answer;
import io.evolua.web.glassfish.GlassFishExtension;
import io.evolua.web.testing.Server;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same WAR, byte for byte, on GlassFish 7: {@code -Pglassfish}. */
@ExtendWith(GlassFishExtension.class)
class GlassFishIT extends WholeContract
        implements StorageContract,
                TokensContract,
                CorsContract,
                ReadinessContract,
                FaultsContract,
                SafetyContract,
                RoleContract,
                PagesContract,
                BrowserContract,
                AsyncFaultsContract,
                StreamsContract {

    /** GlassFish's authorization fails on paths with a colon (“invalid URLPatternSpec”), before the WAR has the request. */
    @Override
    public boolean isTheServersOwn(String request, String status) {
        String line = request.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
        return status.equals("503") && (line.contains(":") || line.contains("%3a"));
    }

    /** Not as it should be; whoever sees this fail may take the exception above away. */
    @Test
    void paths_with_a_colon_are_answered_by_the_server_itself() {
        assertThat(Server.client().get("/nothing:here").status()).isEqualTo(503);
        assertThat(Server.client().get("/users?limit=1&x=:").status()).isEqualTo(200);
    }

    /** On Payara the server does that, of which ProductionIT knows. */
    @Test
    void numbers_are_told_by_the_service_itself() {
        Server.client().get("/users");
        Answer numbers = Server.client().get("/metrics");

        assertThat(numbers.required("Content-Type")).startsWith("text/plain");
        assertThat(numbers.body())
                .contains("# TYPE http_requests gauge", "schema_ready 1", "http_requests_in_flight 1")
                .containsPattern("http_requests\\{method=\"GET\",status=\"2xx\"} [1-9]");
    }
}
