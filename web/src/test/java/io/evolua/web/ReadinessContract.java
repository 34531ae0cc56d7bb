package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.contract.client.Answer;
import io.evolua.web.testing.Server;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Readiness when the database is not where the WAR expects it. */
interface ReadinessContract {

    private static JsonObject schema(Answer answer) {
        return answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("schema"))
                .findFirst()
                .orElseThrow();
    }

    private static String downReason() {
        Answer answer = Server.client().get("/health/ready");
        assertThat(answer.status()).isEqualTo(503);
        return schema(answer).getJsonObject("data").getString("reason");
    }

    private static void isReady() {
        assertThat(Server.client().get("/health/ready").status()).isEqualTo(200);
    }

    private static String head() {
        return schema(Server.client().get("/health/ready"))
                .getJsonObject("data")
                .getString("revision");
    }

    @Test
    default void behind_its_revision_the_service_is_down_and_names_what_is_pending() {
        String head = head();
        Server.database()
                .run("insert into flyway_schema_history select max(installed_rank) + 1, '" + head
                        + "', 'x', 'DELETE', 'x', null, user, now(), 1, true from flyway_schema_history");
        try {
            assertThat(downReason()).contains("lacks " + head).contains("upgrade head");
        } finally {
            Server.database().run("delete from flyway_schema_history where type = 'DELETE'");
        }
        isReady();
    }

    @Test
    default void after_an_upgrade_that_follows_a_downgrade_the_service_is_ready_again() {
        String head = head();
        String row = "insert into flyway_schema_history select max(installed_rank) + 1, '" + head
                + "', 'again', '%s', 'again', null, user, now(), 1, true from flyway_schema_history";
        Server.database().run(row.formatted("DELETE")).run(row.formatted("SQL"));
        try {
            isReady();
        } finally {
            Server.database().run("delete from flyway_schema_history where script = 'again'");
        }
    }

    @Test
    default void ahead_of_its_revision_the_service_is_down_and_names_what_it_does_not_know() {
        Server.database()
                .run("insert into flyway_schema_history select max(installed_rank) + 1, '29991231235959', 'from later',"
                        + " 'SQL', 'x', null, user, now(), 1, true from flyway_schema_history");
        try {
            assertThat(downReason()).contains("ahead by 29991231235959 (from later)");
        } finally {
            Server.database().run("delete from flyway_schema_history where version = '29991231235959'");
        }
        isReady();
    }

    @Test
    default void without_any_history_the_service_is_down() {
        Server.database().run("alter table flyway_schema_history rename to hidden");
        try {
            assertThat(downReason()).contains("lacks ");
        } finally {
            Server.database().run("alter table hidden rename to flyway_schema_history");
        }
        isReady();
    }
}
