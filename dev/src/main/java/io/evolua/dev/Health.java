package io.evolua.dev;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks the service for its readiness, as MicroProfile Health answers it. */
final class Health {

    private static final String NO_ANSWER = "/health/ready does not answer";

    private final URI uri;

    Health(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
    }

    /**
     * @param up whether the service is ready
     * @param reason the checks that are down, with what they say, or that there is no such answer; empty when it is up
     */
    record Answer(boolean up, String reason) {}

    Answer ask() {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(30_000);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return body == null
                        ? new Answer(false, NO_ANSWER + " (" + status + ")")
                        : read(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return new Answer(false, NO_ANSWER + ": " + e.getMessage());
        }
    }

    static Answer read(int status, String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject health = reader.readObject();
            if (status == 200 && "UP".equals(health.getString("status", ""))) {
                return new Answer(true, "");
            }
            List<String> reasons = new ArrayList<>();
            for (JsonValue value : health.getJsonArray("checks")) {
                JsonObject check = value.asJsonObject();
                if (!"UP".equals(check.getString("status", ""))) {
                    JsonValue data = check.get("data");
                    reasons.add(check.getString("name", "a check") + " is DOWN" + (data == null ? "" : " " + data));
                }
            }
            return new Answer(false, reasons.isEmpty() ? "/health/ready says " + body : String.join(", ", reasons));
        } catch (JsonException | ClassCastException | NullPointerException e) {
            return new Answer(false, NO_ANSWER + " (" + status + ")");
        }
    }
}
