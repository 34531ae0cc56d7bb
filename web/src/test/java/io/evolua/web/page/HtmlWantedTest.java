package io.evolua.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlWantedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "TEXT/HTML; q=0.9, application/json;q=0.8",
                "application/json;q=0, text/html;q=0.1"
            })
    void html_is_for_who_prefers_it(String accept) {
        assertThat(HtmlWanted.by(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/*",
                "application/json",
                "application/json, text/html",
                "text/html;q=0.5, */*",
                "text/html;q=x",
                "text/html;q=0",
                "application/problem+json",
                "xhtml"
            })
    void everybody_else_gets_json(String accept) {
        assertThat(HtmlWanted.by(accept)).isFalse();
    }

    @Test
    void who_says_nothing_gets_json() {
        assertThat(HtmlWanted.by(null)).isFalse();
    }
}
