package io.evolua.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void a_connection_bears_the_name_of_the_tool() throws Exception {
        try (Connection connection = Database.connect(DatabaseUrl.parse(database.url()));
                var result = connection.createStatement().executeQuery("show application_name")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("evolua");
        }
    }

    @Test
    void a_name_in_the_url_wins() throws Exception {
        try (Connection connection = Database.connect(DatabaseUrl.parse(database.url() + "?application_name=job"));
                var result = connection.createStatement().executeQuery("show application_name")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("job");
        }
    }

    @Test
    void nothing_answers() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        refused(
                "postgresql://ana:hunter2@127.0.0.1:" + free + "/shop",
                "Cannot reach PostgreSQL at 127.0.0.1:" + free + ": nothing answers there",
                "Check host and port");
    }

    @Test
    void a_server_that_takes_the_call_and_says_nothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    "postgresql://ana:hunter2@127.0.0.1:" + mute.getLocalPort() + "/shop?loginTimeout=1",
                    "Cannot reach PostgreSQL",
                    "no answer in time");
        }
    }

    @Test
    void no_such_host() {
        refused("postgresql://ana:hunter2@nowhere.invalid/shop", "no such host", "nowhere.invalid:5432");
    }

    @Test
    void no_such_database() {
        refused(
                "postgresql://postgres:hunter2@127.0.0.1:" + database.port() + "/shop",
                "Database \"shop\" does not exist on 127.0.0.1:" + database.port(),
                "createdb shop");
    }

    @Test
    void no_such_role() {
        refused(
                "postgresql://ana:hunter2@127.0.0.1:" + database.port() + "/" + database.name(),
                "does not let user \"ana\" in: role \"ana\" does not exist",
                "pg_hba.conf");
    }

    /** The shared server trusts everyone; one role is made to need a password. */
    @Test
    void wrong_password_and_no_password() {
        database.run("""
                create role locked login password 'right';
                do $$
                declare file text := current_setting('hba_file');
                begin
                    execute format('copy (select l from unnest(string_to_array(%L, chr(10))) l) to %L',
                        'host all locked all scram-sha-256' || chr(10) || pg_read_file(file), file);
                    perform pg_reload_conf();
                end $$""");
        String host = "127.0.0.1:" + database.port();
        await(() -> {
            try (Connection connection =
                    Database.connect(DatabaseUrl.parse("postgresql://locked@" + host + "/postgres"))) {
                return connection.isClosed();
            } catch (RefusedException e) {
                return true;
            }
        });
        refused("postgresql://locked:hunter2@" + host + "/postgres", "does not accept the password of user \"locked\"");
        refused("postgresql://locked@" + host + "/postgres", "asks user \"locked\" for a password");
    }

    private static void await(Callable<Boolean> condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void too_many_connections() throws Exception {
        database.run("create role narrow login connection limit 1");
        List<Connection> open = new ArrayList<>();
        try {
            String url = "postgresql://narrow@127.0.0.1:" + database.port() + "/" + database.name();
            open.add(Database.connect(DatabaseUrl.parse(url)));
            refused(url, "has no free connection: too many connections for role \"narrow\"", "try again");
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
            database.run("drop role narrow");
        }
    }

    private static void refused(String url, String... parts) {
        assertThatThrownBy(() -> Database.connect(DatabaseUrl.parse(url)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("hunter2");
    }
}
