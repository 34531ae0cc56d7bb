package io.evolua.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static String key(Map<String, String> variables) {
        return new Environment(variables).withSecretKey().variables().getOrDefault(Environment.SECRET_KEY, "");
    }

    @Test
    void a_key_is_made_where_there_is_none() {
        assertThat(Base64.getDecoder().decode(key(Map.of()))).hasSize(48);
        assertThat(key(Map.of(Environment.SECRET_KEY, " "))).isNotBlank();
        assertThat(key(Map.of())).as("another one for each run").isNotEqualTo(key(Map.of()));
    }

    @Test
    void the_users_own_key_stays() {
        assertThat(key(Map.of(Environment.SECRET_KEY, "mine"))).isEqualTo("mine");
    }
}
