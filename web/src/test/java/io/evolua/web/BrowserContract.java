package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Account;
import io.evolua.contract.client.Service;
import io.evolua.web.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages for people, as a real Chromium shows them; skipped where there is none. */
interface BrowserContract {

    @ParameterizedTest(name = "{0}, dark: {1}")
    @CsvSource({"1280, false", "1280, true", "375, false", "375, true"})
    default void the_front_page_fits_and_needs_nothing_from_elsewhere(int width, boolean dark) {
        try (Browser browser = Browser.open(width, dark)) {
            browser.go("/");
            browser.picture("landing-" + width + (dark ? "-dark" : "-light"));

            assertThat(browser.text("h1")).isEqualTo("The database follows the entities.");
            assertThat(browser.number("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            assertThat(browser.number("return document.scripts.length")).isZero();
            assertThat(browser.number("return document.querySelectorAll("
                            + "'svg:not([aria-label]):not([aria-labelledby]), img:not([alt]), a:empty').length"))
                    .isZero();
            assertThat(browser.number(
                            "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128 ? 1 : 0"))
                    .isEqualTo(dark ? 1 : 0);
            assertThat(browser.number("return [...document.querySelectorAll('svg text')].filter(text => {"
                            + " const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;"
                            + " return box.x < 0 || box.x + box.width > view.width"
                            + " || box.y < 0 || box.y + box.height > view.height }).length"))
                    .as("texts that stick out of their drawings")
                    .isZero();
            browser.isContent();
        }
    }

    @Test
    default void the_api_is_tried_with_a_token_from_the_page_itself() {
        Account alice = Service.current().account("alice");
        try (Browser browser = Browser.open(1280, false)) {
            browser.go("/docs");
            browser.click(".auth-wrapper .authorize");
            browser.type("#oauth_username", alice.user().email());
            browser.type("#oauth_password", alice.password());
            browser.picture("docs-login");
            browser.click(".modal-ux .auth-btn-wrapper .authorize");
            browser.await(".modal-ux [aria-label='Remove authorization']");
            browser.click(".modal-ux .btn-done");

            browser.click(".opblock-get:has([data-path='/todos/']) .opblock-summary-control");
            browser.click(".opblock-get:has([data-path='/todos/']) .execute");

            assertThat(browser.text(".live-responses-table tr.response .response-col_status"))
                    .startsWith("200");
            assertThat(browser.text(".live-responses-table tr.response .response-col_description"))
                    .contains("\"todos\"");
            browser.picture("docs");
            browser.isContent();
        }
    }

    @Test
    default void the_api_is_read() {
        try (Browser browser = Browser.open(1280, false)) {
            browser.go("/redoc");

            assertThat(browser.text("#redoc h1")).contains("Evolua");
            browser.await("[data-section-id='tag/users']");
            browser.picture("redoc");
            browser.isContent();
        }
    }
}
