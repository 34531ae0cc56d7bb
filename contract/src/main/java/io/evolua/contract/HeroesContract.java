package io.evolua.contract;

import static io.evolua.contract.client.Bodies.hero;
import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Client;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code /heroes} and {@code /async/heroes} as a client sees them. */
public interface HeroesContract {

    private static Client client() {
        return Service.current().client();
    }

    private static Hero add(Driver driver, String name, String source) {
        return client().post(driver.path() + "/", "{\"name\":\"%s\",\"source\":\"%s\"}".formatted(name, source))
                .as(201, Hero::of);
    }

    private static List<String> names(Driver driver, String query) {
        return client().get(driver.path() + query).list("heroes", Hero::of).stream()
                .map(Hero::name)
                .toList();
    }

    @EachDriver
    default void a_hero_is_created_once(Driver driver) {
        String name = Service.fresh("Deadpond");

        Answer first = client().post(driver.path(), hero(name));
        Answer second = client().post(driver.path() + "/", "{\"name\":\"%s\",\"source\":\"other\"}".formatted(name));

        Hero hero = first.as(201, Hero::of);
        assertThat(first.json().keySet()).containsExactly("id", "name", "source", "created_at");
        assertThat(hero.id().version()).isEqualTo(4);
        assertThat(hero.source()).isEqualTo(driver.source());
        assertThat(hero.createdAt().getNano() % 1_000).isZero();
        assertThat(first.required("Location")).endsWith(driver.path(hero));
        assertThat(second.as(200, Hero::of)).isEqualTo(hero);
        assertThat(second.required("Location")).endsWith(driver.path(hero));
        assertThat(client().get(driver.path(hero)).as(200, Hero::of)).isEqualTo(hero);
        assertThat(client().get(driver.path() + "/" + hero.id().toString().replace("-", "") + "/")
                        .as(200, Hero::of))
                .isEqualTo(hero);
    }

    @EachDriver
    default void both_ways_lead_to_the_same_heroes(Driver driver) {
        Hero hero = add(driver, Service.fresh("Deadpond"), "film");

        for (Driver either : Driver.values()) {
            Answer answer = client().get(either.path(hero));
            assertThat(answer.as(200, Hero::of)).isEqualTo(hero);
            assertThat(answer.body()).isEqualTo(client().get(driver.path(hero)).body());
            assertThat(answer.required("ETag"))
                    .isEqualTo(client().get(driver.path(hero)).required("ETag"));
            assertThat(client().post(either.path(), hero(hero.name())).status()).isEqualTo(200);
        }
    }

    @EachDriver
    default void of_simultaneous_requests_for_one_name_one_makes_the_hero_and_all_get_it(Driver driver) {
        String name = Service.fresh("Deadpond");

        List<Answer> answers = Together.send(8, number -> client().post(driver.path(), hero(name)));

        assertThat(answers.stream().map(Answer::status)).containsOnly(200, 201);
        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    }

    @EachDriver
    default void of_simultaneous_requests_under_one_key_all_get_the_first_ones_answer(Driver driver) {
        String name = Service.fresh("Deadpond");
        String key = Service.fresh("key");

        List<Answer> answers =
                Together.send(8, number -> client().post(driver.path(), hero(name), "Idempotency-Key", key));

        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream().map(Answer::status).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.required("Location")).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.required("ETag")).distinct())
                .hasSize(1);
        Expect.invalid(
                client().post(driver.path(), hero(Service.fresh("other")), "Idempotency-Key", key),
                "value_error@header.idempotency-key");
    }

    @EachDriver
    default void a_key_is_free_until_there_is_an_answer_and_is_of_one_way_only(Driver driver) {
        String name = Service.fresh("Deadpond");
        String key = Service.fresh("key");
        assertThat(client().post(driver.path(), "{}", "Idempotency-Key", key).status())
                .isEqualTo(422);

        Answer first = client().post(driver.path(), hero(name), "Idempotency-Key", key);
        Answer again = client().post(driver.path(), hero(name), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        for (Driver either : Driver.values()) {
            int expected = either == driver ? 201 : 200;
            assertThat(client().post(either.path(), hero(name), "Idempotency-Key", key)
                            .status())
                    .isEqualTo(expected);
        }
    }

    @EachDriver
    default void who_has_the_hero_already_does_not_get_it_again(Driver driver) {
        Hero hero = add(driver, Service.fresh("Deadpond"), "film");
        String tag = client().get(driver.path(hero)).required("ETag");

        for (String known : List.of(tag, "\"x\", " + tag, "*")) {
            Answer answer = client().get(driver.path(hero), "If-None-Match", known);
            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.required("ETag")).isEqualTo(tag);
        }
        for (String other : List.of("\"x\"", "nonsense")) {
            assertThat(client().get(driver.path(hero), "If-None-Match", other).status())
                    .isEqualTo(200);
        }
    }

    @EachDriver
    default void heroes_are_filtered_by_name_and_source(Driver driver) {
        String film = Service.fresh("film");
        String name = add(driver, Service.fresh("A"), film).name();
        String other = add(driver, Service.fresh("B"), film).name();
        add(driver, Service.fresh("C"), Service.fresh("book"));

        assertThat(names(driver, "?source=" + film)).containsExactlyInAnyOrder(name, other);
        assertThat(names(driver, "?source=" + film + "&name=" + name)).containsExactly(name);
        assertThat(names(driver, "?name=" + name)).containsExactly(name);
        assertThat(names(driver, "?name=%25")).isEmpty();
        assertThat(names(driver, "?source=")).isEmpty();
    }

    @EachDriver
    default void following_the_links_passes_every_hero_once_in_the_order_of_the_key(Driver driver) {
        String source = Service.fresh("film");
        String list = driver.path();
        List<Hero> heroes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            heroes.add(add(driver, Service.fresh("hero"), source));
        }

        List<Hero> followed = new ArrayList<>();
        for (String next = list + "?limit=3&after=00000000-0000-0000-0000-000000000000&source=" + source;
                !next.isEmpty(); ) {
            Answer answer = client().get(next);
            assertThat(answer.required("Link"))
                    .startsWith("<" + list + "?source=" + source + "&limit=3>; rel=\"first\"");
            followed.addAll(answer.list("heroes", Hero::of));
            next = Links.next(answer);
        }
        assertThat(followed).containsExactlyInAnyOrderElementsOf(heroes);
        assertThat(followed.stream().map(hero -> hero.id().toString())).isSorted();
        assertThat(client().get(list + "?limit=3&offset=3&source=" + source).list("heroes", Hero::of))
                .isEqualTo(followed.subList(3, 6));
    }

    @EachDriver
    default void all_heroes_come_line_by_line_to_who_asks_for_that(Driver driver) {
        String source = Service.fresh("film");
        List<Hero> heroes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            heroes.add(add(driver, Service.fresh("hero"), source));
        }
        heroes.sort(Comparator.comparing(hero -> hero.id().toString()));

        Answer answer = lines(driver, "?limit=1&source=" + source);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.body()).endsWith("}\n");
        assertThat(answer.body().lines().map(line -> new Answer(200, answer.headers(), line).as(200, Hero::of)))
                .containsExactlyElementsOf(heroes);
        Answer rest =
                lines(driver, "?source=" + source + "&after=" + heroes.get(1).id());
        assertThat(rest.body().lines()).hasSize(1);
        assertThat(lines(driver, "?source=" + Service.fresh("none")).body()).isEmpty();
        Expect.invalid(lines(driver, "?after=nobody"), "uuid_parsing@query.after");
    }

    private static Answer lines(Driver driver, String query) {
        return client().get(driver.path() + query, "Accept", "application/x-ndjson");
    }

    @EachDriver
    default void an_unknown_hero_is_not_found_and_nonsense_is_refused(Driver driver) {
        String heroes = driver.path();
        Expect.error(client().get(heroes + "/123e4567-e89b-12d3-a456-426614174000"), 404, "Hero not found");
        assertThat(client().get(heroes + "/123e4567-e89b-12d3-a456-426614174000", "Accept", "application/problem+json")
                        .header("Content-Type"))
                .hasValue("application/problem+json");
        Expect.invalid(client().get(heroes + "/nobody"), "uuid_parsing@path.hero_id");
        Expect.invalid(client().get(heroes + "?after=nobody"), "uuid_parsing@query.after");
        Expect.invalid(client().get(heroes + "?name=%00"), "value_error@query.name");
        Expect.invalid(client().post(heroes, "{}"), "missing@body.name");
        Expect.invalid(client().post(heroes, "{\"name\":\"A\",\"source\":null}"), "string_type@body.source");
        Expect.invalid(client().post(heroes, hero("x".repeat(256))), "string_too_long@body.name");
    }
}
