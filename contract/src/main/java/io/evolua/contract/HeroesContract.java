package io.evolua.contract;

import static io.evolua.contract.client.Bodies.hero;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /heroes} as a client sees it. */
public interface HeroesContract {

    private static Client client() {
        return Service.current().client();
    }

    private static Hero add(String name, String source) {
        return client().post("/heroes/", "{\"name\":\"%s\",\"source\":\"%s\"}".formatted(name, source))
                .as(201, Hero::of);
    }

    private static List<String> names(String query) {
        return client().get("/heroes" + query).list("heroes", Hero::of).stream()
                .map(Hero::name)
                .toList();
    }

    @Test
    default void a_hero_is_created_once() {
        String name = Service.fresh("Deadpond");

        Answer first = client().post("/heroes", hero(name));
        Answer second = client().post("/heroes/", "{\"name\":\"%s\",\"source\":\"other\"}".formatted(name));

        Hero hero = first.as(201, Hero::of);
        assertThat(first.json().keySet()).containsExactly("id", "name", "source", "created_at");
        assertThat(hero.id().version()).isEqualTo(4);
        assertThat(hero.source()).isEqualTo("sync_app");
        assertThat(hero.createdAt().getNano() % 1_000).isZero();
        assertThat(first.required("Location")).endsWith(hero.path());
        assertThat(second.as(200, Hero::of)).isEqualTo(hero);
        assertThat(second.required("Location")).endsWith(hero.path());
        assertThat(client().get(hero.path()).as(200, Hero::of)).isEqualTo(hero);
        assertThat(client().get(hero.path().replace("-", "") + "/").as(200, Hero::of))
                .isEqualTo(hero);
    }

    @Test
    default void of_simultaneous_requests_for_one_name_one_makes_the_hero_and_all_get_it() {
        String name = Service.fresh("Deadpond");

        List<Answer> answers = Together.send(8, number -> client().post("/heroes", hero(name)));

        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 201);
        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    }

    @Test
    default void heroes_are_filtered_by_name_and_source() {
        String film = Service.fresh("film");
        String name = add(Service.fresh("A"), film).name();
        String other = add(Service.fresh("B"), film).name();
        add(Service.fresh("C"), Service.fresh("book"));

        assertThat(names("?source=" + film)).containsExactlyInAnyOrder(name, other);
        assertThat(names("?source=" + film + "&name=" + name)).containsExactly(name);
        assertThat(names("?name=" + name)).containsExactly(name);
        assertThat(names("?name=%25")).isEmpty();
        assertThat(names("?source=")).isEmpty();
    }

    @Test
    default void following_the_links_passes_every_hero_once_in_the_order_of_the_key() {
        String source = Service.fresh("film");
        List<Hero> heroes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            heroes.add(add(Service.fresh("hero"), source));
        }

        List<Hero> followed = new ArrayList<>();
        for (String next = "/heroes?limit=3&after=00000000-0000-0000-0000-000000000000&source=" + source;
                !next.isEmpty(); ) {
            Answer answer = client().get(next);
            assertThat(answer.required("Link")).startsWith("</heroes?source=" + source + "&limit=3>; rel=\"first\"");
            followed.addAll(answer.list("heroes", Hero::of));
            next = Links.next(answer);
        }
        assertThat(followed).containsExactlyInAnyOrderElementsOf(heroes);
        assertThat(followed.stream().map(hero -> hero.id().toString())).isSorted();
        assertThat(client().get("/heroes?limit=3&offset=3&source=" + source).list("heroes", Hero::of))
                .isEqualTo(followed.subList(3, 6));
    }

    @Test
    default void an_unknown_hero_is_not_found_and_nonsense_is_refused() {
        Expect.error(client().get("/heroes/123e4567-e89b-12d3-a456-426614174000"), 404, "Hero not found");
        Expect.invalid(client().get("/heroes/nobody"), "uuid_parsing@path.hero_id");
        Expect.invalid(client().get("/heroes?after=nobody"), "uuid_parsing@query.after");
        Expect.invalid(client().get("/heroes?name=%00"), "value_error@query.name");
        Expect.invalid(client().post("/heroes", "{}"), "missing@body.name");
        Expect.invalid(client().post("/heroes", "{\"name\":\"A\",\"source\":null}"), "string_type@body.source");
        Expect.invalid(client().post("/heroes", hero("x".repeat(256))), "string_too_long@body.name");
    }
}
