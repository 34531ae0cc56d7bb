package io.evolua.contract;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes up requests byte by byte, as no HTTP client sends them: what may stand in paths, queries, headers and bodies, and
 * what may not. The same random numbers make the same requests.
 */
final class RawRequests {

    private static final List<String> METHODS =
            List.of("HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "X", "G%45T", "GE T", "");

    /** Pieces of paths and queries; a character is a byte. */
    private static final List<String> PIECES = List.of(
            "%00",
            "%zz",
            "%",
            "%f",
            "%ff%fe",
            "%c0%af",
            "%ed%a0%80",
            "%F4%90%80%80",
            "%2e%2e/",
            "..%2f",
            "../",
            "./",
            "//",
            "%2F",
            "%5c",
            "\\",
            ";a=b",
            ";jsessionid=1",
            "#f",
            "?",
            "&&",
            "=",
            "+",
            "%0d%0aX-Injected:%201",
            "é",
            "\u00ff",
            "\u0080",
            "\u0001",
            "<",
            "{}",
            "|",
            "^",
            "`",
            "\"",
            "~root",
            "*",
            "%u0041",
            "0",
            "1e9",
            "-1",
            "x".repeat(300),
            "%41".repeat(200));

    private static final List<String> QUERIES = List.of(
            "",
            "?",
            "?limit=1&limit=2",
            "?limit=1&limit=x",
            "?limit=%00",
            "?limit=%zz",
            "?limit=%ff",
            "?offset=99999999999999999999",
            "?name=%ed%a0%80",
            "?name=%00",
            "?=1&&=",
            "?limit",
            "?limit=1;offset=2",
            "?" + "limit=1&".repeat(500),
            "?title=" + "%25".repeat(900),
            "?source=%C3%28",
            "?after=%7B%7D",
            "?limit=1?offset=2",
            "?skip=+1");

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "x",
            "é\u00ff\u0080",
            "\u0001",
            "a\tb",
            "\"",
            "\"x",
            "\"x\", \"y\", *",
            "W/\"",
            "*/*;q=x",
            "application/json;q=",
            ";",
            ",",
            ",,,",
            "=?utf-8?q?x?=",
            "x".repeat(4000),
            "Bearer",
            "Bearer ",
            "Bearer x",
            "bearer a.b.c",
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
            "Basic eDp5",
            "Bearer " + "e".repeat(3000),
            "bytes=0-",
            "bytes=9-1,-",
            "gzip;q=0, *",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json; charset=\"",
            "application/",
            "/",
            "application/json, text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/x-ndjson",
            "text/html",
            "application/problem+json",
            "Sun, 99 Foo 2026 99:99:99 GMT",
            "100-continue",
            "nonsense",
            "00-0-0-00",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz");

    private static final List<String> NAMES = List.of(
            "Authorization",
            "Content-Type",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "Idempotency-Key",
            "X-Request-ID",
            "traceparent",
            "Origin",
            "Access-Control-Request-Method",
            "Cookie",
            "Expect",
            "X-Forwarded-For",
            "X-HTTP-Method-Override",
            "Upgrade",
            "TE",
            "Content-Encoding");

    /** What is no JSON, or is and should not be. */
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "\u00ff\u00fe{}",
            "{\"name\":\"\u00c0\u00af\"}",
            "{\"name\":\"\u00ed\u00a0\u0080\"}",
            "{\"name\":\"\u00f4\u0090\u0080\u0080\"}",
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"\\u0000\"}",
            "{\"name\":\"x\",\"name\":\"y\"}",
            "{\"name\":1e999999999}",
            "{\"name\":" + "9".repeat(5000) + "}",
            "[".repeat(20_000),
            "{\"a\":".repeat(8_000),
            "{\"name\":\"" + "x".repeat(60_000) + "\"}",
            "{" + "\"a\":1,".repeat(9_000) + "\"b\":2}",
            "{\"name\":\"x\"}\u0000",
            "\u0000".repeat(100),
            "{\u0000\"\u0000}\u0000",
            "username=%zz&password=%00",
            "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--x--\r\n",
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<String[]> operations = new ArrayList<>();
    private final Random random;
    private int logins = 20;

    /** @param document OpenAPI */
    RawRequests(JsonObject document, Random random) {
        this.random = random;
        document.getJsonObject("paths").forEach((path, item) -> item.asJsonObject().keySet().stream()
                .filter(method -> !method.equals("parameters"))
                .forEach(method -> operations.add(new String[] {method.toUpperCase(Locale.ROOT), path})));
    }

    /** The next request. */
    byte[] next() {
        String[] operation = one(operations);
        // Guessed passwords make the other tests' logins wait.
        while (operation[1].equals("/auth/token") && logins-- <= 0) {
            operation = one(operations);
        }
        boolean strange = seldom(12);
        String method = strange ? one(METHODS) : operation[0];
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target(operation[1])).append(' ').append(version());
        head.append("\r\n");
        if (!seldom(50)) {
            head.append("Host: ").append(seldom(20) ? one(VALUES) : "evolua").append("\r\n");
        }
        for (int more = random.nextInt(4); more > 0; more--) {
            header(head);
        }
        boolean hasBody = List.of("POST", "PUT", "PATCH").contains(method) || seldom(10);
        byte[] body = (hasBody ? one(BODIES) : "").getBytes(StandardCharsets.ISO_8859_1);
        if (hasBody) {
            if (!seldom(5)) {
                head.append("Content-Type: application/json\r\n");
            }
            body = framed(head, body);
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private void header(StringBuilder head) {
        String name = seldom(40) ? one(List.of("X Y", "Ü", "", ":", "X\u0001")) : one(NAMES);
        String line = name + (seldom(40) ? " " : "") + ":" + (seldom(10) ? "" : " ") + one(VALUES) + "\r\n";
        // Twice is allowed for few.
        head.append(line).append(seldom(6) ? line : "");
    }

    private String target(String template) {
        String path =
                PARAMETER.matcher(template).replaceAll((MatchResult match) -> Matcher.quoteReplacement(one(PIECES)));
        if (seldom(6)) {
            int place = random.nextInt(path.length() + 1);
            path = path.substring(0, place) + one(PIECES) + path.substring(place);
        }
        if (seldom(60)) {
            path = one(List.of("http://elsewhere.example" + path, "*", "evolua:80", path.substring(1)));
        }
        return path + (random.nextBoolean() ? one(QUERIES) : "");
    }

    private String version() {
        return seldom(60) ? one(List.of("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "http/1.1", "HTTP/1.11", "")) : "HTTP/1.1";
    }

    /** The body, with headers about its length that are mostly right. */
    private byte[] framed(StringBuilder head, byte[] body) {
        switch (random.nextInt(12)) {
            case 0 -> head.append("Transfer-Encoding: chunked\r\n");
            case 1 -> {
                head.append("Transfer-Encoding: chunked\r\n");
                String chunks = Integer.toHexString(body.length) + one(List.of("", ";x=y", " ", "\u0000")) + "\r\n"
                        + new String(body, StandardCharsets.ISO_8859_1) + "\r\n0\r\n\r\n";
                return chunks.getBytes(StandardCharsets.ISO_8859_1);
            }
            case 2 -> head.append("Content-Length: ").append(body.length / 2).append("\r\n");
            case 3 -> head.append("Content-Length: ").append(body.length + 10).append("\r\n");
            case 4 ->
                head.append("Content-Length: ")
                        .append(one(List.of("-1", "x", "99999999999999999999", "0x10", "+1", "1,1", "")))
                        .append("\r\n");
            case 5 ->
                head.append("Content-Length: ")
                        .append(body.length)
                        .append("\r\nContent-Length: ")
                        .append(body.length + random.nextInt(2))
                        .append("\r\n");
            case 6 ->
                head.append("Content-Length: ")
                        .append(body.length)
                        .append("\r\nTransfer-Encoding: ")
                        .append(one(List.of("chunked", "identity", "gzip", "x, chunked")))
                        .append("\r\n");
            default -> head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return body;
    }

    private boolean seldom(int often) {
        return random.nextInt(often) == 0;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
