package io.evolua.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void the_longest_pause_doubles_until_it_is_thirty_times_the_first() {
        Backoff longest = new Backoff(Duration.ofSeconds(1), most());
        assertThat(LongStream.rangeClosed(1, 7)
                        .map(failures -> longest.pause((int) failures).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(longest.pause(1000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_jitter_is_full() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), RandomGenerator.of("L64X128MixRandom"));
        assertThat(LongStream.range(0, 1000).map(i -> backoff.pause(3).toMillis()))
                .allMatch(pause -> pause >= 0 && pause <= 4000)
                .anyMatch(pause -> pause < 400)
                .anyMatch(pause -> pause > 3600);
    }

    /** Always the most that it may be. */
    private static RandomGenerator most() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }
}
