package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of revisions that each make a table. */
final class Scripts {

    private static final long FIRST = 20240101000000L;

    private Scripts() {}

    static Path write(Path project, int revisions) throws IOException {
        Path up = Files.createDirectories(project.resolve("db/migration"));
        Path down = Files.createDirectories(project.resolve("db/undo"));
        for (int i = 0; i < revisions; i++) {
            String name = (FIRST + i) + "__create_t" + i + ".sql";
            Files.writeString(up.resolve("V" + name), "create table t" + i + " (id bigint primary key);\n");
            Files.writeString(down.resolve("U" + name), "drop table t" + i + ";\n");
        }
        return project;
    }
}
