package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Bodies;
import io.evolua.contract.client.Hero;
import io.evolua.contract.client.Service;
import io.evolua.contract.client.Todo;
import io.evolua.web.testing.Server;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of requests in the database. */
interface StorageContract {

    private static String hash(Account account) {
        return Server.row("select password from users where id = "
                        + account.user().id())
                .get(0);
    }

    @Test
    default void a_password_is_stored_as_an_argon2id_hash() {
        Account alice = Service.current().account("alice");
        Account bob = Service.current().account("bob");

        assertThat(hash(alice)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hash(alice)).as("two salts").isNotEqualTo(hash(bob));
    }

    @Test
    default void a_hash_with_other_parameters_is_renewed_at_login() {
        Account alice = Service.current().account("alice");
        String old = Argon2Function.getInstance(8_192, 3, 2, 32, Argon2.ID)
                .hash(alice.password())
                .getResult();
        Server.database()
                .run("update users set password = '" + old + "' where id = "
                        + alice.user().id());
        List<String> before = Server.row(
                "select updated_at from users where id = " + alice.user().id());

        assertThat(Service.current().tryLogin(alice.user().email(), "wrong").status())
                .isEqualTo(401);
        assertThat(hash(alice)).isEqualTo(old);
        Service.current().login(alice.user().email(), alice.password());

        String renewed = hash(alice);
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Server.row("select updated_at from users where id = "
                        + alice.user().id()))
                .isEqualTo(before);
        Service.current().login(alice.user().email(), alice.password());
        assertThat(hash(alice)).isEqualTo(renewed);
    }

    @Test
    default void what_is_no_hash_is_nobodys_password() {
        Account alice = Service.current().account("alice");
        Server.database()
                .run("update users set password = 'plain' where id = "
                        + alice.user().id());

        assertThat(Service.current().tryLogin(alice.user().email(), "plain").status())
                .isEqualTo(401);
    }

    @Test
    default void the_database_knows_when_a_user_was_changed() {
        Account alice = Service.current().account("alice");
        String times = "select created_at, updated_at, updated_at > created_at from users where id = "
                + alice.user().id();
        List<String> before = Server.row(times);

        assertThat(alice.client().put(alice.user().path(), alice.body()).status())
                .isEqualTo(200);

        assertThat(before.get(0)).isEqualTo(before.get(1));
        assertThat(Server.row(times).get(0)).isEqualTo(before.get(0));
        assertThat(Server.row(times).get(2)).isEqualTo("t");
    }

    @Test
    default void todos_go_with_their_owner_and_have_a_state_of_the_databases_own_type() {
        Account alice = Service.current().account("alice");
        Todo todo =
                alice.client().post("/todos/", Bodies.todo("a", "b", "doing")).as(201, Todo::of);
        assertThat(Server.row("select state, pg_typeof(state) from todos where id = " + todo.id()))
                .containsExactly("doing", "todostate");

        assertThat(alice.client().delete(alice.user().path()).status()).isEqualTo(200);

        assertThat(Server.row("select count(*) from todos where id = " + todo.id()))
                .containsExactly("0");
    }

    @Test
    default void a_hero_inserted_by_sql_is_read_with_the_databases_own_values() {
        String name = Service.fresh("Spider-Boy");
        Server.database()
                .run("insert into heroes(name, created_at) values ('" + name + "', '2026-02-03 04:05:06.123456+02')");

        Answer answer = Server.client().get("/heroes?name=" + name);

        assertThat(answer.body()).contains("\"created_at\":\"2026-02-03T02:05:06.123456Z\"");
        assertThat(answer.list("heroes", Hero::of)).extracting(Hero::source).containsExactly("sync_app");
    }

    @Test
    default void failed_logins_are_forgotten_in_time_and_nobody_can_read_whose_they_were() {
        Account alice = Service.current().account("alice");
        for (int i = 0; i < 10; i++) {
            assertThat(Service.current().tryLogin(alice.user().email(), "wrong").status())
                    .isEqualTo(401);
        }
        assertThat(Service.current()
                        .tryLogin(alice.user().email(), alice.password())
                        .status())
                .isEqualTo(429);
        assertThat(Server.row("select bool_and(subject ~ '^[0-9a-f]{64}$') from login_attempts"))
                .containsExactly("t");

        Server.database().run("update login_attempts set expires_at = now() - interval '1 second'");

        Service.current().login(alice.user().email(), alice.password());
        assertThat(Service.current().tryLogin(alice.user().email(), "wrong").status())
                .isEqualTo(401);
        assertThat(Server.row("select max(attempts), count(*) from login_attempts where expires_at > now()"))
                .containsExactly("1", "2");
    }

    @Test
    default void guesses_from_one_address_are_counted_over_all_accounts() {
        assertThat(Service.current().tryLogin("nobody@example.com", "x").status())
                .isEqualTo(401);
        Server.database().run("update login_attempts set attempts = 100");
        try {
            assertThat(Service.current()
                            .tryLogin("nobody-else@example.com", "x")
                            .status())
                    .isEqualTo(429);
        } finally {
            Server.database().run("delete from login_attempts");
        }
    }

    @Test
    default void kept_answers_are_over_in_time_and_hold_neither_key_nor_password() {
        String name = Service.fresh("alice");
        String key = Service.fresh("key");
        String body = Bodies.user(name, name + "@example.com", "a password");
        assertThat(Server.client().post("/users/", body, "Idempotency-Key", key).status())
                .isEqualTo(201);
        assertThat(Server.row("select string_agg(k::text, '') from kept_answers k")
                        .get(0))
                .contains(name)
                .doesNotContain(key, "a password");

        Server.database()
                .run("update kept_answers set expires_at = now() - interval '1 second' where body like '%" + name
                        + "%'");

        assertThat(Server.client().post("/users/", body, "Idempotency-Key", key).status())
                .as("carried out again")
                .isEqualTo(409);
        assertThat(Server.row("select count(*) from kept_answers where body like '%" + name + "%'"))
                .containsExactly("0");
    }
}
