package io.evolua.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, alice@example.com",
        "Alice@EXAMPLE.com, Alice@example.com",
        "a.b+c_d@mail.example.co, a.b+c_d@mail.example.co",
        "o'neil@example.com, o'neil@example.com",
        "josé@example.com, josé@example.com",
        "a@MÜNCHEN.example.de, a@münchen.example.de",
        "a@xn--mnchen-3ya.de, a@münchen.de",
    })
    void an_address_has_one_form(String text, String form) {
        assertThat(EmailAddress.parse(text).value()).isEqualTo(form);
    }

    @Test
    void the_two_ways_to_write_an_accent_are_one_address() {
        assertThat(EmailAddress.parse("jose\u0301@example.com")).isEqualTo(EmailAddress.parse("jos\u00e9@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice | An email address must have an @-sign.",
                "@example.com | There must be something before the @-sign.",
                "alice@ | There must be something after the @-sign.",
                "al ice@example.com | The email address contains invalid characters before the @-sign: SPACE.",
                "a(b)@example.com | The email address contains invalid characters before the @-sign: '(', ')'.",
                ".a@example.com | An email address cannot start with a period.",
                "a.@example.com | An email address cannot have a period immediately before the @-sign.",
                "a..b@example.com | An email address cannot have two periods in a row.",
                "a@b@example.com | The part after the @-sign contains invalid characters: '@'.",
                "a@example | The part after the @-sign is not valid. It should have a period.",
                "a@.example.com | An email address cannot have a period immediately after the @-sign.",
                "a@example.com. | An email address cannot end with a period.",
                "a@-example.com | An email address cannot have a hyphen immediately after the @-sign.",
                "a@example-.com | An email address cannot have a period and a hyphen next to each other.",
                "a@192.168.0.1 | The part after the @-sign is not valid. It is not within a valid top-level domain.",
                "a@mail.localhost | The part after the @-sign is a special-use or reserved name that cannot be used with email.",
                "a@example.test | The part after the @-sign is a special-use or reserved name that cannot be used with email.",
            })
    void what_is_no_address_is_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> EmailAddress.parse(text))
                .isInstanceOf(InvalidEmailAddressException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000@example.com", "a\u200b@example.com", "a\ud800@example.com", "\u0301a@example.com"})
    void characters_that_nobody_sees_are_refused(String text) {
        assertThatThrownBy(() -> EmailAddress.parse(text)).isInstanceOf(InvalidEmailAddressException.class);
    }

    @Test
    void lengths_have_limits() {
        String label = "x".repeat(63);
        String longest = "a".repeat(254 - 1 - 63 - 4) + "@" + label + ".com";

        assertThat(EmailAddress.parse(longest).value()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.parse("a" + longest)).hasMessageContaining("1 octet too many");
        assertThatThrownBy(() -> EmailAddress.parse("a@x" + label + ".com"))
                .hasMessageContaining("1 character too many");
    }

    @Test
    void any_number_of_atoms_is_refused_for_its_length_and_takes_no_more_stack_than_one() {
        String atoms = "a.".repeat(100_000);

        assertThatThrownBy(() -> EmailAddress.parse(atoms + "a@example.com")).hasMessageContaining("too many");
        assertThatThrownBy(() -> EmailAddress.parse(atoms + "@example.com")).hasMessageContaining("period");
        assertThatThrownBy(() -> EmailAddress.parse("a@" + atoms + "com"))
                .isInstanceOf(InvalidEmailAddressException.class);
    }
}
