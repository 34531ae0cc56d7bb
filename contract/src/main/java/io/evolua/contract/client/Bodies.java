package io.evolua.contract.client;

import jakarta.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Bodies of requests. */
public final class Bodies {

    private Bodies() {}

    public static String user(String username, String email, String password) {
        return Json.createObjectBuilder()
                .add("username", username)
                .add("email", email)
                .add("password", password)
                .build()
                .toString();
    }

    public static String todo(String title, String description, String state) {
        return Json.createObjectBuilder()
                .add("title", title)
                .add("description", description)
                .add("state", state)
                .build()
                .toString();
    }

    public static String hero(String name) {
        return Json.createObjectBuilder().add("name", name).build().toString();
    }

    /** The fields of a form: names and values in turn. */
    public static String form(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(encoded(fields[i]))
                    .append('=')
                    .append(encoded(fields[i + 1]));
        }
        return form.toString();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
