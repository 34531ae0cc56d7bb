package io.evolua.contract.client;

import jakarta.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A hero. */
public record Hero(UUID id, String name, String source, OffsetDateTime createdAt) {

    public static Hero of(JsonObject json) {
        return new Hero(
                UUID.fromString(json.getString("id")),
                json.getString("name"),
                json.getString("source"),
                OffsetDateTime.parse(json.getString("created_at")));
    }

    public String path() {
        return "/heroes/" + id;
    }
}
