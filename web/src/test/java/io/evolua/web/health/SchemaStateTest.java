package io.evolua.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaStateTest {

    private static final Map<String, String> KNOWN = Map.of("1", "first", "2", "second");

    private static SchemaState at(Map<String, String> applied) {
        return SchemaState.of(KNOWN, applied);
    }

    @Test
    void at_the_revision_both_policies_are_satisfied() {
        SchemaState state = at(KNOWN);

        assertThat(state.satisfies(SchemaPolicy.EXACT)).isTrue();
        assertThat(state.satisfies(SchemaPolicy.AT_LEAST)).isTrue();
    }

    @Test
    void behind_neither_is() {
        SchemaState state = at(Map.of("1", "first"));

        assertThat(state.satisfies(SchemaPolicy.EXACT)).isFalse();
        assertThat(state.satisfies(SchemaPolicy.AT_LEAST)).isFalse();
        assertThat(state.reason()).isEqualTo("the database lacks 2 (second): run the migration job (upgrade head)");
    }

    @Test
    void ahead_only_at_least_is() {
        SchemaState state = at(Map.of("1", "first", "2", "second", "3", "third"));

        assertThat(state.satisfies(SchemaPolicy.EXACT)).isFalse();
        assertThat(state.satisfies(SchemaPolicy.AT_LEAST)).isTrue();
        assertThat(state.reason()).contains("ahead by 3 (third)").contains("at-least");
    }

    @Test
    void behind_and_ahead_at_once_neither_is_and_both_are_named() {
        SchemaState state = at(Map.of("1", "first", "3", "third"));

        assertThat(state.satisfies(SchemaPolicy.AT_LEAST)).isFalse();
        assertThat(state.reason()).contains("lacks 2 (second)").contains("ahead by 3 (third)");
    }

    @Test
    void an_unknown_policy_is_refused_with_those_there_are() {
        assertThat(SchemaPolicy.parse("at-least")).isEqualTo(SchemaPolicy.AT_LEAST);
        assertThatThrownBy(() -> SchemaPolicy.parse("atleast"))
                .hasMessageContaining("atleast")
                .hasMessageContaining("exact, at-least");
    }
}
