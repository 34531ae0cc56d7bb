package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.web.testing.Client;
import io.evolua.web.testing.Client.Answer;
import io.evolua.web.testing.Server;
import jakarta.json.JsonObject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code /heroes} as a client sees it. */
interface HeroesContract {

    private static Client client() {
        return Server.client();
    }

    private static List<String> names(Answer answer) {
        return answer.json().getJsonArray("heroes").getValuesAs(JsonObject.class).stream()
                .map(hero -> hero.getString("name"))
                .toList();
    }

    @Test
    default void a_hero_is_created_once() {
        Answer first = client().post("/heroes", "{\"name\":\"Deadpond\"}");
        Answer second = client().post("/heroes/", "{\"name\":\"Deadpond\",\"source\":\"other\"}");

        assertThat(first.status()).isEqualTo(201);
        JsonObject hero = first.json();
        assertThat(hero.keySet()).containsExactly("id", "name", "source", "created_at");
        assertThat(UUID.fromString(hero.getString("id")).version()).isEqualTo(4);
        assertThat(hero.getString("source")).isEqualTo("sync_app");
        assertThat(OffsetDateTime.parse(hero.getString("created_at")).getNano() % 1_000)
                .isZero();
        assertThat(first.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/heroes/" + hero.getString("id")));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(hero);
        assertThat(client().get("/heroes/" + hero.getString("id")).json()).isEqualTo(hero);
    }

    @Test
    default void a_hero_inserted_by_sql_is_read_with_the_databases_own_values() {
        Server.database()
                .run("insert into heroes(name, created_at) values ('Spider-Boy', '2026-02-03 04:05:06.123456+02')");

        JsonObject hero = client().get("/heroes?name=Spider-Boy")
                .json()
                .getJsonArray("heroes")
                .getJsonObject(0);

        assertThat(hero.getString("created_at")).isEqualTo("2026-02-03T02:05:06.123456Z");
        assertThat(hero.getString("source")).isEqualTo("sync_app");
    }

    @Test
    default void heroes_are_filtered_by_name_and_source() {
        client().post("/heroes", "{\"name\":\"A\"}");
        client().post("/heroes", "{\"name\":\"B\",\"source\":\"film\"}");
        client().post("/heroes", "{\"name\":\"C\",\"source\":\"film\"}");

        assertThat(names(client().get("/heroes"))).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(names(client().get("/heroes?source=film"))).containsExactlyInAnyOrder("B", "C");
        assertThat(names(client().get("/heroes?source=film&name=C"))).containsExactly("C");
        assertThat(names(client().get("/heroes?name=%25"))).isEmpty();
    }

    @Test
    default void following_the_links_passes_every_hero_once_in_the_order_of_the_key() {
        Server.database().run("insert into heroes(name) select 'hero ' || n from generate_series(1, 25) n");

        List<String> ids = new ArrayList<>();
        String path = "/heroes?limit=10&after=00000000-0000-0000-0000-000000000000";
        while (!path.isEmpty()) {
            Answer answer = client().get(path);
            answer.json()
                    .getJsonArray("heroes")
                    .getValuesAs(JsonObject.class)
                    .forEach(hero -> ids.add(hero.getString("id")));
            path = next(answer);
        }

        assertThat(ids).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    private static String next(Answer answer) {
        return java.util.regex.Pattern.compile("<([^>]*)>; rel=\"next\"")
                .matcher(answer.header("Link").orElseThrow())
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }

    @Test
    default void an_unknown_hero_is_not_found_and_nonsense_is_refused() {
        Answer unknown = client().get("/heroes/123e4567-e89b-12d3-a456-426614174000");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"detail\":\"Hero not found\"}");
        assertThat(client().get("/heroes/nobody").status()).isEqualTo(422);
        assertThat(client().get("/heroes?after=nobody").status()).isEqualTo(422);
        assertThat(client().get("/heroes?name=%00").status()).isEqualTo(422);
        assertThat(client().post("/heroes", "{}").status()).isEqualTo(422);
        assertThat(client().post("/heroes", "{\"name\":\"A\",\"source\":null}").status())
                .isEqualTo(422);
    }
}
