package io.evolua.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same end points as the course writes them: FastAPI and SQLAlchemy 2 on uvicorn with two workers, each with a pool of half the
 * service's size.
 *
 * @param python a Python 3 that has the packages
 */
record Reference(String python) {

    private static final int WORKERS = 2;

    /** Starts one of its flavours, {@code async} or {@code sync}. */
    Program start(String flavour, Path work, String url, Map<String, String> environment, int pool)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("reference-" + flavour));
        Load.resource("common.py", folder);
        Load.resource("reference_" + flavour + ".py", folder);
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("BENCH_DATABASE", url.replace("postgresql://", ""));
        variables.put("BENCH_POOL", Integer.toString(pool / WORKERS));
        int port = Program.freePort();
        return Program.start(
                flavour + "-reference",
                folder,
                List.of(
                        python,
                        "-m",
                        "uvicorn",
                        "reference_" + flavour + ":app",
                        "--workers",
                        Integer.toString(WORKERS),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--no-access-log",
                        "--log-level",
                        "warning"),
                variables,
                port,
                "/");
    }
}
