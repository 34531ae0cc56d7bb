package io.evolua.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Argon2idTest {

    private static final List<Argon2id> IMPLEMENTATIONS = List.of(new NativeArgon2id(), new JavaArgon2id());

    static Stream<Arguments> pairs() {
        return IMPLEMENTATIONS.stream().flatMap(one -> IMPLEMENTATIONS.stream().map(other -> Arguments.of(one, other)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void each_knows_what_the_other_hashed(Argon2id one, Argon2id other) {
        for (String password : List.of("", "secret", "ção 😀", "with \0 within", "x".repeat(2_000))) {
            String hash = one.hash(password);
            assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(other.matches(password, hash)).isTrue();
            assertThat(other.matches(password + "x", hash)).isFalse();
            assertThat(JavaArgon2id.isOutdated(hash)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void no_hash_twice(Argon2id one, Argon2id other) {
        assertThat(one.hash("secret")).isNotEqualTo(other.hash("secret"));
    }

    @Test
    void what_is_no_hash_is_that_of_no_password() {
        for (Argon2id argon2id : IMPLEMENTATIONS) {
            for (String text : List.of("", "no hash", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$abc")) {
                assertThat(argon2id.matches("", text)).isFalse();
            }
        }
    }

    @Test
    void the_native_one_is_preferred() {
        assertThat(Argon2id.best()).isInstanceOf(NativeArgon2id.class);
    }
}
