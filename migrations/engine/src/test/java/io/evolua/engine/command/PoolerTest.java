package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.Database;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.Project;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Behind a connection pooler. */
class PoolerTest {

    private Project project;
    private Path folder;

    @BeforeEach
    void create(@TempDir Path temporary) {
        folder = temporary;
        project = new Project(temporary);
        project.table("1", "a");
    }

    @AfterEach
    void drop() {
        project.close();
    }

    @Test
    void one_that_gives_two_clients_the_same_session_is_refused() throws Exception {
        try (Connection server = Database.connect(DatabaseUrl.parse(project.database.url()))) {
            refused(project.context.withDatabase(() -> client(server, 4711)));
        }
    }

    @Test
    void one_that_gives_each_client_a_session_is_none_of_our_business() {
        CommandContext pooled = project.context.withDatabase(
                () -> client(Database.connect(DatabaseUrl.parse(project.database.url())), 4711));
        assertThat(new Current(pooled).run().pending()).hasSize(1);
        // The runner itself needs a real connection, which only a real pooler gives.
        assertThatThrownBy(() -> new Upgrade(pooled).run("head")).hasMessageNotContaining("pooler");
    }

    @Test
    void pgbouncer_in_transaction_mode_is_refused() throws Exception {
        try (PgBouncer pool = new PgBouncer("transaction")) {
            refused(project.context.withDatabase(pool.url()));
        }
    }

    @Test
    void pgbouncer_in_session_mode_is_used() throws Exception {
        try (PgBouncer pool = new PgBouncer("session")) {
            CommandContext pooled = project.context.withDatabase(pool.url());
            assertThat(Project.ids(new Upgrade(pooled).run("head"))).containsExactly("1");
            assertThat(Project.ids(new Downgrade(pooled).run("base"))).containsExactly("1");
        }
    }

    private void refused(CommandContext pooled) {
        assertThatThrownBy(() -> new Upgrade(pooled).run("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("connection pooler", "pool_mode=session", "Nothing was run.");
        assertThat(project.tables()).isEmpty();
        assertThat(project.query("select * from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database where datname = current_database())"))
                .isEmpty();
        assertThat(project.upgrade("head")).containsExactly("1");
    }

    /** What a client of a pooler sees: a process number that is made up, and somebody's session. */
    private static Connection client(Connection server, int process) {
        PGConnection driver = (PGConnection) Proxy.newProxyInstance(
                PoolerTest.class.getClassLoader(), new Class<?>[] {PGConnection.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getBackendPID");
                    return process;
                });
        return (Connection) Proxy.newProxyInstance(
                PoolerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (method.getName().equals("unwrap")) {
                        if (arguments[0] == PGConnection.class) {
                            return driver;
                        }
                        throw new java.sql.SQLException("no connection of pgjdbc");
                    }
                    try {
                        return method.invoke(server, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The real one, where it is installed. */
    private final class PgBouncer implements AutoCloseable {

        private final Process process;
        private final int port;

        PgBouncer(String mode) throws Exception {
            String program = Stream.concat(
                            Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                    .map(path -> Path.of(path, "pgbouncer"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
            assumeTrue(!program.isEmpty(), "pgbouncer is not installed");
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Path settings = Files.writeString(
                    folder.resolve("pgbouncer.ini"), """
                    [databases]
                    * = host=127.0.0.1 port=%d user=postgres
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = %s
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(project.database.port(), port, mode));
            boolean root = System.getProperty("user.name").equals("root");
            process = new ProcessBuilder(
                            root
                                    ? List.of(program, "-q", "-u", "nobody", settings.toString())
                                    : List.of(program, "-q", settings.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
            awaitPort();
        }

        private void awaitPort() throws IOException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (true) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    assertThat(socket.isConnected()).isTrue();
                    return;
                } catch (IOException e) {
                    assertThat(process.isAlive() && System.nanoTime() < end)
                            .as(Files.readString(folder.resolve("pgbouncer.log")))
                            .isTrue();
                }
            }
        }

        DatabaseUrl url() {
            return DatabaseUrl.parse("postgresql://postgres@127.0.0.1:" + port + "/" + project.database.name());
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
