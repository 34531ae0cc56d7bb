package io.evolua.web.testing;

import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Brings a database to the revision that the WAR is built for: the one place that knows how. */
final class TestSchema {

    private static final String HISTORY = """
            create table flyway_schema_history (
                installed_rank int not null primary key, version varchar(50), description varchar(200) not null,
                type varchar(20) not null, script varchar(1000) not null, checksum int,
                installed_by varchar(100) not null, installed_on timestamp not null default now(),
                execution_time int not null, success boolean not null)""";

    private TestSchema() {}

    static void upgrade(TestDatabase database) {
        database.run(HISTORY);
        List<Path> scripts = scripts(Path.of(System.getProperty("evolua.scripts")));
        for (int rank = 1; rank <= scripts.size(); rank++) {
            Path script = scripts.get(rank - 1);
            String name = script.getFileName().toString();
            String version = name.substring(1, name.indexOf("__"));
            String description =
                    name.substring(name.indexOf("__") + 2, name.length() - 4).replace('_', ' ');
            database.run(read(script));
            database.run(
                    "insert into flyway_schema_history values (%d, '%s', '%s', 'SQL', '%s', null, user, now(), 1, true)"
                            .formatted(rank, version, description, name));
        }
    }

    private static List<Path> scripts(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("V.*\\.sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
