package io.evolua.engine.command;

import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A folder of scripts and a database, for tests. */
final class Project implements AutoCloseable {

    final Path scripts;
    final TestDatabase database = TestDatabase.create();
    final CommandContext context;

    Project(Path scripts) {
        this.scripts = scripts;
        this.context = CommandContext.of(scripts).withDatabase(DatabaseUrl.parse(database.url()));
        file("undo/.gitkeep", "");
        file("migration/.gitkeep", "");
    }

    /** A table, up and down, in version order. */
    Project table(String version, String name) {
        return revision(version, "create_" + name, "create table " + name + " (id int);", "drop table " + name + ";");
    }

    Project revision(String version, String slug, String up, String down) {
        up(version, slug, up);
        return file("undo/U" + version + "__" + slug + ".sql", down);
    }

    Project up(String version, String slug, String sql) {
        return file("migration/V" + version + "__" + slug + ".sql", sql);
    }

    Project file(String path, String text) {
        try {
            Path file = scripts.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project delete(String path) {
        try {
            Files.delete(scripts.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> upgrade(String target) {
        return ids(new Upgrade(context).run(target));
    }

    List<String> downgrade(String target) {
        return ids(new Downgrade(context).run(target));
    }

    List<String> stamp(String target) {
        return ids(new Stamp(context).run(List.of(target), false));
    }

    List<String> current() {
        return new Current(context)
                .run().current().stream().map(RevisionInfo::id).toList();
    }

    static List<String> ids(RunResult result) {
        return result.steps().stream().map(RunResult.Step::id).toList();
    }

    /** The rows of a query, columns joined by spaces. */
    List<String> query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    List<String> tables() {
        return query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
                + " and relname <> 'flyway_schema_history' order by 1");
    }

    List<String> history() {
        return query("select installed_rank, version, type from flyway_schema_history order by 1");
    }

    @Override
    public void close() {
        database.close();
    }
}
