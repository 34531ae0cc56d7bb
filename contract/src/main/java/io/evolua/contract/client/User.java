package io.evolua.contract.client;

import jakarta.json.JsonObject;

/** An account as anybody sees it. */
public record User(long id, String username, String email) {

    public static User of(JsonObject json) {
        return new User(json.getJsonNumber("id").longValueExact(), json.getString("username"), json.getString("email"));
    }

    public String path() {
        return "/users/" + id;
    }
}
