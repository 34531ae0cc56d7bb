package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.web.testing.Server;
import io.evolua.web.testing.ServiceRole;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the role may that the service connects as, which all other tests show to be enough. */
interface RoleContract {

    private static void isRefused(String sql) {
        assertThatThrownBy(() -> ServiceRole.run(sql))
                .as(sql)
                .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getSQLState())
                        .as(error.getMessage())
                        .isEqualTo("42501"));
    }

    @Test
    default void the_service_connects_as_a_role_of_its_own() {
        Server.client().get("/users");

        assertThat(Server.row("select count(*) > 0, count(*) filter (where usename <> 'evolua_service')"
                        + " from pg_stat_activity where application_name = 'evolua' and datname = current_database()"))
                .containsExactly("t", "0");
    }

    @Test
    default void the_services_role_may_define_nothing() {
        for (String sql : List.of(
                "create table intruder(id int)",
                "create temporary table intruder(id int)",
                "create schema intruder",
                "create view intruder as select 1",
                "create function intruder() returns int language sql as 'select 1'",
                "alter table users add column intruder int",
                "alter table users owner to evolua_service",
                "create index intruder on users(email)",
                "drop table users",
                "truncate users",
                "alter type todostate add value 'intruder'",
                "create role intruder",
                "copy users to program 'true'",
                "alter role evolua_service superuser")) {
            isRefused(sql);
        }
    }

    @Test
    default void the_services_role_reads_the_history_and_writes_none() throws SQLException {
        ServiceRole.run("select version from flyway_schema_history");
        isRefused("update flyway_schema_history set success = false");
        isRefused("delete from flyway_schema_history");
        isRefused("insert into flyway_schema_history select * from flyway_schema_history");
    }

    @Test
    default void what_later_revisions_make_is_the_services_too_and_the_script_runs_again_and_again()
            throws SQLException, IOException {
        Server.database().run("create table later(id bigserial primary key, name text)");
        try {
            ServiceRole.run("insert into later(name) values ('x')");
            ServiceRole.run("update later set name = 'y'; select * from later; delete from later");
            isRefused("alter table later add column intruder int");
            ServiceRole.grant(Server.database());
            isRefused("delete from flyway_schema_history");
        } finally {
            Server.database().run("drop table later");
        }
    }

    @Test
    default void a_statement_of_the_service_ends_some_time() throws SQLException {
        try (var connection = ServiceRole.connect();
                var statement = connection.createStatement();
                var settings = statement.executeQuery("select current_setting('statement_timeout'),"
                        + " current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')")) {
            settings.next();
            assertThat(List.of(settings.getString(1), settings.getString(2), settings.getString(3)))
                    .containsExactly("8s", "6s", "30s");
        }
    }
}
