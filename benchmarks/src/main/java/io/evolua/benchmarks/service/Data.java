package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The rows and the tokens that all contestants work with.
 *
 * @param url of the database
 * @param users how many there are, with the keys 1 to that
 * @param tokens a file with a token of each of the first users, a line each; user i has the todo i
 * @param heroes a file with keys of heroes, a line each
 */
record Data(String url, int users, Path tokens, Path heroes) {

    static final String SECRET_KEY = "a secret for benchmarks, of which nothing depends";

    private static final String DATABASE = "service";
    private static final String ROLE = "evolua_service";
    private static final String PASSWORD = "none-is-asked-for";
    private static final int WITH_TOKEN = 1_000;
    private static final int HEROES = 10_000;
    private static final int DAY = 86_400;

    /** Brings a new database to the head by the pipeline's job, and fills it. */
    static Data fill(Server server, Path project, Path work, int users)
            throws IOException, InterruptedException, SQLException {
        migrate(project, server.create(DATABASE), work);
        server.execute(DATABASE, role(project));
        server.execute(
                DATABASE,
                "insert into users (username, password, email) select 'user-' || i, 'no hash', 'user-' || i || '@example.com'"
                        + " from generate_series(1, " + users + ") i",
                "insert into todos (title, description, state, user_id) select 'todo ' || i, 'what is to do', 'todo', i"
                        + " from generate_series(1, " + WITH_TOKEN + ") i",
                "insert into heroes (id, name, app_src) select md5(i::text)::uuid, 'hero ' || i, 'stored'"
                        + " from generate_series(1, " + HEROES + ") i",
                "insert into heroes (name, app_src) values ('slow', 'stored')",
                "vacuum analyze");
        List<String> tokens = new ArrayList<>();
        for (int i = 1; i <= WITH_TOKEN; i++) {
            tokens.add(token("user-" + i + "@example.com"));
        }
        return new Data(
                server.url(DATABASE).replace("postgres@", ROLE + ":" + PASSWORD + "@"),
                users,
                Files.write(work.resolve("tokens"), tokens),
                Files.write(
                        work.resolve("heroes"),
                        server.texts(DATABASE, "select id::text from heroes where name like 'hero %'")));
    }

    /** From now on, whoever comes across the hero with the name {@code slow} waits for a fifth of a second. */
    static void slowDown(Server server) throws SQLException {
        server.execute(
                DATABASE,
                "create policy slow on heroes using (name <> 'slow' or pg_sleep(0.2)::text is not null) with check (true)",
                "alter table heroes enable row level security");
    }

    /** Takes {@link #slowDown} back. */
    static void speedUp(Server server) throws SQLException {
        server.execute(DATABASE, "alter table heroes disable row level security", "drop policy slow on heroes");
    }

    /** The service's role, by the script that makes it in production. */
    private static String role(Path project) throws IOException {
        return "set evolua.service_role = '" + ROLE + "'; set evolua.service_password = '" + PASSWORD + "'; "
                + Files.readString(project.resolve("docker/service-role.sql"));
    }

    private static void migrate(Path project, String url, Path work) throws IOException, InterruptedException {
        Path log = work.resolve("job.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        project.resolve("migrations/job/target/evolua-job.jar").toString(),
                        "upgrade",
                        "head")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DATABASE_URL", url);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("the job failed:\n" + Files.readString(log));
        }
    }

    /** As {@code POST /auth/token} gives them: HS256, with {@code sub} and {@code exp}. */
    private static String token(String email) {
        String content = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + base64("{\"sub\":\"" + email + "\",\"exp\":" + (Instant.now().getEpochSecond() + DAY) + "}");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
