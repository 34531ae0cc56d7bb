package io.evolua.contract.client;

import jakarta.json.JsonObject;

/** Something to do. */
public record Todo(long id, String title, String description, String state) {

    public static Todo of(JsonObject json) {
        return new Todo(
                json.getJsonNumber("id").longValueExact(),
                json.getString("title"),
                json.getString("description"),
                json.getString("state"));
    }

    public String path() {
        return "/todos/" + id;
    }
}
