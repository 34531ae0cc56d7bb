package io.evolua.engine.testing;

import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.Current;
import io.evolua.engine.command.Downgrade;
import io.evolua.engine.command.RevisionInfo;
import io.evolua.engine.command.RunResult;
import io.evolua.engine.command.Stamp;
import io.evolua.engine.command.Upgrade;
import io.evolua.engine.database.DatabaseUrl;
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
public final class Project implements AutoCloseable {

    public final Path scripts;
    public final TestDatabase database = TestDatabase.create();
    public CommandContext context;

    /** What Flyway and the engine must agree on, whoever wrote it. */
    private static final String ROWS = "select installed_rank, version, description, type, script, checksum,"
            + " installed_by, success from flyway_schema_history order by 1";

    public Project(Path scripts) {
        this.scripts = scripts;
        this.context = CommandContext.of(scripts).withDatabase(DatabaseUrl.parse(database.url()));
        file("undo/.gitkeep", "");
        file("migration/.gitkeep", "");
    }

    /** A table, up and down, in version order. */
    public Project table(String version, String name) {
        return revision(version, "create_" + name, "create table " + name + " (id int);", "drop table " + name + ";");
    }

    public Project revision(String version, String slug, String up, String down) {
        up(version, slug, up);
        return file("undo/U" + version + "__" + slug + ".sql", down);
    }

    public Project up(String version, String slug, String sql) {
        return file("migration/V" + version + "__" + slug + ".sql", sql);
    }

    public Project file(String path, String text) {
        try {
            Path file = scripts.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Project delete(String path) {
        try {
            Files.delete(scripts.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> upgrade(String target) {
        return ids(new Upgrade(context).run(target));
    }

    public List<String> downgrade(String target) {
        return ids(new Downgrade(context).run(target));
    }

    public List<String> stamp(String target) {
        return ids(new Stamp(context).run(List.of(target), false));
    }

    public List<String> current() {
        return new Current(context)
                .run().current().stream().map(RevisionInfo::id).toList();
    }

    public static List<String> ids(RunResult result) {
        return result.steps().stream().map(RunResult.Step::id).toList();
    }

    /** The rows of a query, columns joined by spaces. */
    public List<String> query(String sql) {
        return query(database, sql);
    }

    /** As {@link #query(String)}, in another database. */
    public static List<String> query(TestDatabase database, String sql) {
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

    public List<String> tables() {
        return query("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
                + " and relname <> 'flyway_schema_history' order by 1");
    }

    /** All rows of the history, but for the times. */
    public static List<String> rows(TestDatabase database) {
        return query(database, ROWS);
    }

    public List<String> rows() {
        return rows(database);
    }

    public List<String> history() {
        return query("select installed_rank, version, type from flyway_schema_history order by 1");
    }

    @Override
    public void close() {
        database.close();
    }
}
