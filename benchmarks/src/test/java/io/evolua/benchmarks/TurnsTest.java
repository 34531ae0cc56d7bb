package io.evolua.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class TurnsTest {

    private final Path folder;

    TurnsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void contestants_run_in_turns_after_one_round_that_does_not_count() throws Exception {
        Contestant a = shell("a", "echo a >> log");
        Contestant b = shell("b", "echo b >> log; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done");
        Map<Contestant, Figures> figures = Turns.measure(List.of(a, b), 3);
        assertThat(Files.readAllLines(folder.resolve("log"))).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
        assertThat(figures).containsOnlyKeys(a, b);
        assertThat(figures).hasEntrySatisfying(b, busy -> assertThat(busy.cpuSeconds())
                .isPositive()
                .isGreaterThan(figures.getOrDefault(a, busy).cpuSeconds()));
    }

    @Test
    void a_contestant_that_fails_ends_the_measurement_with_what_it_said() {
        assertThatThrownBy(() -> Turns.measure(List.of(shell("broken", "echo why; exit 4")), 1))
                .hasMessageContainingAll("broken ended with 4", "why");
    }

    @Test
    void a_ratio_is_ours_to_theirs() {
        assertThat(new Figures(0.1, 0.2, 0).ratioTo(new Figures(0.4, 0.4, 0), "them"))
                .contains("them", "0.25", "0.50");
    }

    private Contestant shell(String name, String script) {
        return new Contestant(name, List.of("sh", "-c", script), folder, Map.of());
    }
}
