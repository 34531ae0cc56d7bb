package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.web.testing.Server;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages for people, as they come over HTTP. */
interface PagesContract {

    /** As Chromium sends it. */
    String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    private static String landingPage() {
        Answer answer = Server.client().get("/", "Accept", BROWSER);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** The page shows what was a moment ago. */
    private static String landingPage(Predicate<String> expected) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String page = landingPage();
        while (!expected.test(page) && System.nanoTime() < end) {
            Thread.onSpinWait();
            page = landingPage();
        }
        assertThat(page).matches(expected, "what is expected");
        return page;
    }

    @Test
    default void browsers_get_a_page_and_everybody_else_json() {
        Answer page = Server.client().get("/", "Accept", BROWSER);
        assertThat(page.required("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept"));
        assertThat(page.required("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");

        for (String accept : List.of("*/*", "application/json", "text/html;q=0.5, application/json", "html", ";;q=,")) {
            Answer json = Server.client().get("/", "Accept", accept);
            assertThat(json.body()).as(accept).isEqualTo("{\"message\":\"Olá Mundo!\"}");
            assertThat(json.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept"));
        }
    }

    @Test
    default void the_front_page_knows_the_revisions_and_the_tables_and_no_secret() {
        String page = landingPage(text -> text.contains("The schema is up to date"));

        assertThat(page)
                .contains("create users table", "<svg class=\"graph\"", "<svg class=\"tables\"")
                .contains("user_id refers to users.id")
                .doesNotContain(
                        "flyway_schema_history", Server.SECRET_KEY, "postgresql://", "{{", "<script", "style=\"");
    }

    @Test
    default void the_front_page_tells_what_is_pending() {
        String head = Server.row("select version from flyway_schema_history order by installed_rank desc limit 1")
                .get(0);
        Server.database()
                .run("insert into flyway_schema_history select max(installed_rank) + 1, '" + head
                        + "', 'x', 'DELETE', 'x', null, user, now(), 1, true from flyway_schema_history");
        try {
            assertThat(landingPage(text -> text.contains("1 revision pending"))).contains("class=\"node pending\"");
        } finally {
            Server.database().run("delete from flyway_schema_history where type = 'DELETE'");
        }
        landingPage(text -> text.contains("The schema is up to date"));
    }

    @Test
    default void what_the_database_says_is_text_and_never_markup() {
        Server.database()
                .run("insert into flyway_schema_history select max(installed_rank) + 1, '29991231235959',"
                        + " '<script>alert(\"1\")</script>', 'SQL', 'x', null, user, now(), 1, true"
                        + " from flyway_schema_history");
        try {
            String page = landingPage(text -> text.contains("The database is ahead by 1 revision"));
            assertThat(page)
                    .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;")
                    .doesNotContain("<script");
        } finally {
            Server.database().run("delete from flyway_schema_history where version = '29991231235959'");
        }
        landingPage(text -> text.contains("The schema is up to date"));
    }

    @Test
    default void the_files_of_pages_are_our_own_and_kept_by_browsers() {
        for (String path : List.of("/", "/docs", "/docs/", "/redoc")) {
            String page = Server.client().get(path, "Accept", BROWSER).body();
            List<String> files = Pattern.compile("(?:src|href)=\"([^\"]+\\.[a-z]+)\"")
                    .matcher(page)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .filter(file -> !file.equals("/openapi.json"))
                    .distinct()
                    .toList();
            assertThat(files).as(path).isNotEmpty().allMatch(file -> file.startsWith("/assets/"));
            for (String file : files) {
                Answer answer = Server.client().get(file);
                assertThat(answer.status()).as(file).isEqualTo(200);
                assertThat(answer.required("Cache-Control")).contains("immutable");
                assertThat(answer.required("X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }
    }

    @Test
    default void no_other_file_is_given() {
        for (String path : List.of(
                "/assets/0000000000000000/evolua.css", "/assets/x/..%2Flanding.html", "/assets/x/landing.html")) {
            assertThat(Server.client().get(path).status()).as(path).isBetween(400, 404);
        }
    }
}
