package io.evolua.benchmarks.service;

import io.evolua.benchmarks.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floor: the statements alone, by PostgreSQL's own pgbench. */
record PgBench(Server server, Data data, Path work) {

    private static final Map<String, String> SCRIPTS = Map.of(
            "get",
            "\\set id random(1, :users)\nselect id, username, password, email, created_at, updated_at from users where id = :id;\n",
            "list",
            "select id, username, password, email, created_at, updated_at from users order by id limit 100;\n",
            "post",
            "insert into heroes (name, app_src) values (gen_random_uuid()::text, 'bench') returning id, created_at;\n",
            "patch",
            "\\set id random(1, 1000)\nupdate todos set title = 'title', updated_at = now() where id = :id returning updated_at;\n");

    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+)");

    /** A line of figures, for operations that a statement stands for, where pgbench is at hand. */
    Optional<String> line(String operation, int connections, int seconds) throws IOException, InterruptedException {
        String script = SCRIPTS.get(operation);
        if (script == null || !available()) {
            return Optional.empty();
        }
        Path file = Files.writeString(work.resolve("pgbench-" + operation + ".sql"), script);
        double cpu = server.postgresCpuSeconds();
        Process process = new ProcessBuilder(List.of(
                        "pgbench",
                        "-n",
                        "-M",
                        "prepared",
                        "-D",
                        "users=" + data.users(),
                        "-c",
                        Integer.toString(connections),
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds),
                        "-f",
                        file.toString(),
                        data.url()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        double perSecond = Double.parseDouble(rate.group(1));
        return Optional.of(String.format(
                Locale.ROOT,
                "  %-18s %7.0f /s                  PostgreSQL %6.3f ms",
                "pgbench",
                perSecond,
                (server.postgresCpuSeconds() - cpu) * 1e3 / (perSecond * seconds)));
    }

    private static boolean available() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    }
}
