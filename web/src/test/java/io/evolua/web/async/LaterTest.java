package io.evolua.web.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What keeps Jersey from answering a suspended request as if it were none. */
class LaterTest {

    @Test
    void a_value_that_is_there_is_told_and_not_shown() {
        Later<String> later = new Later<>();
        later.complete("now");
        AtomicReference<String> told = new AtomicReference<>();

        CompletableFuture<String> unused = later.whenComplete((value, error) -> told.set(value));

        assertThat(told).hasValue("now");
        assertThatThrownBy(later::toCompletableFuture).isInstanceOf(UnsupportedOperationException.class);
    }
}
