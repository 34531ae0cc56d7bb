package io.evolua.contract;

import io.evolua.contract.client.Bodies;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes up requests. The same random numbers make the same requests. */
final class GeneratedRequests {

    /** What somebody may write where a text or a number is expected. */
    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "-1",
            "1",
            "1.0",
            "1e9",
            "+1",
            " 1",
            "1_0",
            "9".repeat(40),
            "x",
            "null",
            "true",
            "NaN",
            "\0",
            "\n",
            "é",
            "😀",
            "%",
            "_",
            "'",
            "\"",
            "\\",
            "' or 1=1 --",
            "../..",
            "a/b",
            "a;b=c",
            "<script>",
            "${x}",
            "{}",
            "[]",
            "x".repeat(3000),
            "00000000-0000-0000-0000-000000000000",
            "draft",
            "done",
            "Draft",
            "a@b.example",
            "@",
            "*",
            "\"x\"",
            "W/\"x\"",
            "\uFFFF",
            "\u202E");

    /** What may stand where JSON is expected. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "9".repeat(60),
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"😀\"",
            "\"draft\"",
            "\"a@b.example\"",
            "\"a@b\"",
            "\"@\"",
            "[]",
            "[1]",
            "{}",
            "{\"a\":{\"b\":[null]}}",
            "\"" + "x".repeat(300) + "\"");

    private static final List<String> MEMBERS =
            List.of("username", "email", "password", "title", "description", "state", "name", "source", "id", "", "x");

    /** What is valid for whatever is asked for. */
    private static final Map<String, String> USUAL = new TreeMap<>(Map.of(
            "username", "\"generated\"",
            "email", "\"generated@example.com\"",
            "password", "\"x\"",
            "title", "\"x\"",
            "description", "\"x\"",
            "state", "\"todo\"",
            "name", "\"generated\"",
            "source", "\"x\""));

    private static final List<String> PARAMETERS =
            List.of("limit", "offset", "skip", "after", "title", "description", "state", "name", "source", "x", "");

    private static final List<String> BODIES = List.of(
            "",
            "{",
            "}",
            "[",
            "nul",
            "\"",
            "{\"a\":1,}",
            "{} {}",
            "\uFEFF{}",
            "{'a':1}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(5000),
            "{\"a\":".repeat(5000),
            "x".repeat(70_000),
            "1",
            "\"x\"",
            "null",
            "[{}]");

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<String> operations = new ArrayList<>();
    private final Random random;

    /** @param document OpenAPI */
    GeneratedRequests(JsonObject document, Random random) {
        this.random = random;
        document.getJsonObject("paths").forEach((path, item) -> item.asJsonObject().keySet().stream()
                // Guessed passwords would make the other tests' logins wait.
                .filter(method -> !method.equals("parameters") && !path.equals("/auth/token"))
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    }

    /** A request. */
    record Generated(String method, String path, @Nullable String body, List<String> headers, boolean authenticated) {}

    /** The next request. */
    Generated next() {
        String[] operation = one(operations).split(" ", 2);
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(operation[0]);
        return new Generated(
                operation[0], path(operation[1]) + query(), hasBody ? body() : null, headers(), random.nextInt(5) > 0);
    }

    private String path(String template) {
        return PARAMETER.matcher(template).replaceAll((MatchResult match) -> segment());
    }

    /** Never empty, and no dots alone: these would be other paths. */
    private String segment() {
        String text = one(TEXTS);
        // Servers refuse by themselves what could lead out of their folders.
        boolean refused = text.isEmpty()
                || text.contains("/")
                || text.contains("\\")
                || text.contains("\0")
                || text.contains(";")
                || text.contains("%")
                || text.contains("\n");
        return refused ? "x" : encoded(text);
    }

    private String query() {
        return random.nextBoolean()
                ? ""
                : IntStream.range(0, random.nextInt(4))
                        .mapToObj(i ->
                                encoded(one(PARAMETERS)) + (random.nextInt(9) == 0 ? "" : "=" + encoded(one(TEXTS))))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private String body() {
        if (random.nextInt(4) == 0) {
            return one(BODIES);
        }
        // All that any of them takes, which the others ignore; some of it odd or missing.
        Map<String, String> members = new LinkedHashMap<>(USUAL);
        for (int odd = random.nextInt(3); odd > 0; odd--) {
            String name = one(MEMBERS);
            if (random.nextBoolean()) {
                members.put(name, one(VALUES));
            } else {
                members.remove(name);
            }
        }
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        for (String name : List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Origin")) {
            if (random.nextInt(6) == 0) {
                headers.add(name);
                headers.add(one(TEXTS).replaceAll("[^ -~]", "?"));
            }
        }
        if (random.nextInt(9) == 0) {
            headers.addAll(
                    List.of("Content-Type", one(List.of("text/plain", "application/xml", "application/x+json"))));
        }
        return headers;
    }

    private static String encoded(String text) {
        return Bodies.encoded(text).replace("+", "%20");
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
