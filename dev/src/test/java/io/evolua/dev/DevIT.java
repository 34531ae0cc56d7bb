package io.evolua.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.dev.standin.Job;
import io.evolua.dev.standin.Readiness;
import io.evolua.dev.standin.Service;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The program itself, with a real PostgreSQL and a real Payara Micro, and stand-ins for the job and the service. */
class DevIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Project PROJECT = new Project(TARGET.resolve("a project"));
    private static final String UP = "Stop         Ctrl-C";

    private final int port = Ports.free();
    private final int databasePort = Ports.free();

    @BeforeAll
    static void project() throws IOException {
        new Postgres(PROJECT, 0).endLeftover();
        Folders.delete(PROJECT.root());
        Files.createDirectories(PROJECT.serverJar().getParent());
        Files.createLink(PROJECT.serverJar(), TARGET.resolve("payara-micro.jar"));
        Files.createDirectories(PROJECT.preBootCommands().getParent());
        Files.copy(Path.of("..", "docker", "preboot.asadmin"), PROJECT.preBootCommands());
        Archives.executableJar(PROJECT.job(), Job.class);
        Archives.war(PROJECT.war(), List.of(Service.class, Service.Root.class, Service.Start.class, Readiness.class));
    }

    @AfterEach
    void nothing_is_left_running() throws IOException {
        assertThat(Postmaster.of(PROJECT.state().resolve("postgres/data"))).isEmpty();
        assertThat(isFree(port)).isTrue();
        assertThat(isFree(databasePort)).isTrue();
        assertThat(PROJECT.databaseUrl()).doesNotExist();
        Files.deleteIfExists(PROJECT.dotEnv());
    }

    @Test
    void serves_until_ctrl_c_and_keeps_the_data() throws Exception {
        String url = "postgresql://postgres@127.0.0.1:" + databasePort + "/evolua";
        Files.writeString(PROJECT.dotEnv(), "GREETING=\"from the file\"\n");
        try (Run run = start(Map.of())) {
            run.says(UP);
            assertThat(run.said()).contains("job: upgrade head on " + url, "greeting: from the file");
            assertThat(get("/")).isEqualTo("service on " + url);
            assertThat(PROJECT.databaseUrl()).content().isEqualTo(url + "\n");
            sql("create table kept (a int)");

            try (Run second = start(Map.of())) {
                assertThat(second.exit()).isEqualTo(3);
                assertThat(second.said())
                        .contains("already runs here: process " + run.handle().pid());
            }

            run.until("the archive is made", () -> Files.exists(new ServerFiles(PROJECT, TARGET).archive()));
            List<ProcessHandle> family = run.family();
            Run.interrupt(family);
            assertThat(run.exit()).isEqualTo(Run.INTERRUPTED);
            assertThat(run.said()).endsWith("Stopped. Nothing is left running.\n");
            assertThat(family).noneMatch(ProcessHandle::isAlive);
        }
        try (Run again = start(Map.of())) {
            again.says(UP);
            assertThat(again.said()).doesNotContain("unpacked");
            sql("select a from kept");
            Run.signal("TERM", List.of(again.handle()));
            assertThat(again.exit()).isEqualTo(143);
        }
    }

    @Test
    void starts_again_after_it_was_killed() throws Exception {
        try (Run run = start(Map.of())) {
            run.says(UP);
            sql("create table survives (a int)");
            List<ProcessHandle> family = run.family();
            Run.signal("KILL", List.of(run.handle()));
            run.exit();
            // The server follows by itself; the database stays until the next start.
            family.forEach(process -> process.onExit().join());
            assertThat(Postmaster.of(PROJECT.state().resolve("postgres/data"))).isPresent();
        }
        try (Run again = start(Map.of())) {
            again.says(UP);
            sql("select a from survives");
            Run.interrupt(again.family());
            assertThat(again.exit()).isEqualTo(Run.INTERRUPTED);
        }
    }

    @Test
    void is_stopped_while_it_starts() throws Exception {
        try (Run run = start(Map.of())) {
            run.says("PostgreSQL   starts");
            Run.interrupt(run.family());
            assertThat(run.exit()).isEqualTo(Run.INTERRUPTED);
        }
        try (Run run = start(Map.of())) {
            run.says("up to date");
            Run.interrupt(run.family());
            assertThat(run.exit()).isEqualTo(Run.INTERRUPTED);
        }
    }

    @Test
    void ends_when_the_database_ends() throws Exception {
        try (Run run = start(Map.of())) {
            run.says(UP);
            Run.signal(
                    "QUIT",
                    List.of(Postmaster.of(PROJECT.state().resolve("postgres/data"))
                            .orElseThrow()
                            .process()));
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.said()).contains("PostgreSQL ended by itself.", "immediate shutdown request");
        }
    }

    @Test
    void ends_when_the_server_ends() throws Exception {
        try (Run run = start(Map.of())) {
            run.says(UP);
            Run.signal(
                    "KILL",
                    run.family().stream()
                            .filter(process -> process.info()
                                    .commandLine()
                                    .filter(line -> line.contains("evolua-boot.jar"))
                                    .isPresent())
                            .toList());
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.said()).contains("The server ended by itself (exit code 137).");
        }
    }

    @Test
    void tells_why_the_service_is_not_ready() throws Exception {
        try (Run run = start(Map.of("SERVICE_UNREADY", "two revisions behind"), "--wait", "1")) {
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.said())
                    .contains("not ready after 1 s: stand-in is DOWN {\"reason\":\"two revisions behind\"}");
        }
    }

    @Test
    void tells_why_the_service_cannot_be_deployed() throws Exception {
        try (Run run = start(Map.of("SERVICE_FAILS", "yes"))) {
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.said()).contains("The service could not be deployed.", "the stand-in was told to fail");
        }
    }

    @Test
    void shows_what_a_failed_migration_says() throws Exception {
        Files.writeString(PROJECT.dotEnv(), "DATABASE_URL=postgresql://me:secret@127.0.0.1:1/away\n");
        try (Run run = start(Map.of("JOB_EXIT", "3"))) {
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.said())
                    .contains(
                            "from DATABASE_URL: postgresql://me:***@127.0.0.1:1/away",
                            "The migration failed (exit code 3):",
                            "job: upgrade head on postgresql://me:secret@127.0.0.1:1/away")
                    .doesNotContain("PostgreSQL");
        }
    }

    @Test
    void refuses_a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (Run run = start(Map.of(), "--port", Integer.toString(taken.getLocalPort()))) {
                assertThat(run.exit()).isEqualTo(3);
                assertThat(run.said())
                        .isEqualTo("Port " + taken.getLocalPort() + " is taken: another program listens there."
                                + " Stop it, or choose another port with --port.\n");
            }
            try (Run run = start(Map.of(), "--database-port", Integer.toString(taken.getLocalPort()))) {
                assertThat(run.exit()).isEqualTo(3);
                assertThat(run.said()).contains("is taken", "--database-port.");
            }
        }
    }

    @Test
    void refuses_wrong_options() throws Exception {
        for (List<String> wrong : List.of(List.of("--port", "0"), List.of("--prot"), List.of("up"))) {
            try (Run run = start(Map.of(), wrong.toArray(String[]::new))) {
                assertThat(run.exit()).as(String.join(" ", wrong)).isEqualTo(2);
                assertThat(run.said()).contains("Try ./evolua dev --help.");
            }
        }
    }

    /** Later options win over those that keep the tests apart. */
    private Run start(Map<String, String> variables, String... options) throws IOException {
        List<String> command = new ArrayList<>(Java.command(
                "-Devolua.root=" + PROJECT.root(),
                "-jar",
                TARGET.resolve("evolua-dev.jar").toString()));
        List<String> given = List.of(options);
        if (!given.contains("--port")) {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        if (!given.contains("--database-port")) {
            command.addAll(List.of("--database-port", Integer.toString(databasePort)));
        }
        command.addAll(given);
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return Run.start(command, TARGET, environment);
    }

    private String get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/evolua?user=postgres");
                Statement statement = connection.createStatement()) {
            if (statement.execute(text)) {
                try (ResultSet rows = statement.getResultSet()) {
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            Ports.requireFree(port, "--port");
            return true;
        } catch (DevException e) {
            return false;
        }
    }
}
