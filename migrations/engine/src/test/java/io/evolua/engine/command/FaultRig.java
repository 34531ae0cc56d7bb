package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.history.Step;
import io.evolua.engine.testing.CatalogDump;
import io.evolua.engine.testing.Project;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A project with scripts of every kind, what its database must look like at each revision, and the question that is
 * asked after each fault: is anything lost?
 */
final class FaultRig implements AutoCloseable {

    static final List<String> IDS = List.of("1", "2", "3", "4");

    final Project project;

    /** What a database looks like at each revision, the base first; found out once. */
    private static final List<List<String>> CATALOGS = new ArrayList<>();

    FaultRig(Path folder) {
        project = new Project(folder);
        scripts(project);
        project.database.run(Hold.PREPARE);
        if (CATALOGS.isEmpty()) {
            CATALOGS.add(catalog());
            for (String id : IDS) {
                project.upgrade(id);
                CATALOGS.add(catalog());
            }
            reset();
        }
    }

    static void scripts(Project project) {
        project.revision(
                "1",
                "tables",
                "create table a (id int primary key, b int);\ncreate table gate ();\ninsert into a values (1, rig.hold());",
                "drop table gate;\ndrop table a;");
        // To Flyway a setting is a mixture, which it refuses unless it is told.
        project.revision(
                        "2",
                        "indexes",
                        "set lock_timeout = '1min';\ncreate index concurrently a_b on a (b);\n"
                                + "create unique index concurrently a_id on a (id, b);",
                        "drop index concurrently a_id;\ndrop index concurrently a_b;")
                .file("migration/V2__indexes.sql.conf", "executeInTransaction=false");
        project.revision(
                        "3",
                        "mixed",
                        "create table c (id int);\ninsert into c values (rig.hold());\ncreate index concurrently c_id on c (id);\n"
                                + "vacuum c;\ncomment on table c is 'c';",
                        "drop index concurrently c_id;\ndrop table c;")
                .file("migration/V3__mixed.sql.conf", "executeInTransaction=false")
                .file("undo/U3__mixed.sql.conf", "executeInTransaction=false");
        project.revision(
                "4",
                "last",
                "create type mood as enum ('ok');\nalter table a add m mood;\nlock table gate in share mode;\n"
                        + "update a set m = 'ok' where b = rig.hold();",
                "alter table a drop m;\ndrop type mood;");
    }

    /** Nothing applied, nothing recorded. */
    void reset() {
        project.downgrade("base");
        project.database.run("truncate flyway_schema_history");
    }

    /** Every statement of the scripts, up and down. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        new Upgrade(project.context.withListener(collecting(points, true))).run("head");
        new Downgrade(project.context.withListener(collecting(points, false))).run("base");
        reset();
        return points;
    }

    private static RunListener collecting(List<Point> points, boolean up) {
        return new RunListener() {

            private int count;

            @Override
            public void statement(Step step, int number, int total, SqlStatement statement) {
                count++;
                points.add(new Point(up, count, isTransaction(step), statement.text()));
            }
        };
    }

    private static boolean isTransaction(Step step) {
        return List.of("1", "4").contains(step.revision().id().toString());
    }

    /** To where a run meets that statement. */
    void goTo(Point point) {
        if (!point.up()) {
            project.upgrade("head");
        }
    }

    /** After a fault on the way up: the database is at a revision, or the history says what is not finished. */
    void nothingIsLostUpwards(Fault fault, String words) throws Exception {
        fault.tried(() -> {
            settled(words);
            finish(words, () -> project.upgrade("head"));
            atRevision(words + ", and finished");
            assertThat(project.current()).as(words).containsExactly("4");
            assertThat(project.query("select * from c")).as(words).containsExactly("1");
            assertThat(project.query("select id, m from a")).as(words).containsExactly("1 ok");
        });
    }

    /** The same on the way down. */
    void nothingIsLostDownwards(Fault fault, String words) throws Exception {
        fault.tried(() -> {
            settled(words);
            finish(words, () -> project.downgrade("base"));
            atRevision(words + ", and finished");
            assertThat(project.current()).as(words).isEmpty();
        });
    }

    /** The same in one of the directions; all is applied before it goes down, and nothing after. */
    void nothingIsLost(Fault fault, String words, boolean up) throws Exception {
        if (up) {
            nothingIsLostUpwards(fault, words);
            reset();
        } else {
            nothingIsLostDownwards(fault, words + ", down");
        }
    }

    private void finish(String words, Runnable next) {
        try {
            next.run();
        } catch (EvoluaException e) {
            throw new AssertionError(
                    words + ", and then with the history " + project.query("select * from flyway_schema_history"), e);
        }
    }

    private void settled(String words) {
        awaitNobody();
        if (unfinished()) {
            assertThat(new Current(project.context).run().unfinished())
                    .as(words)
                    .hasSize(1);
        } else {
            atRevision(words);
        }
    }

    private boolean unfinished() {
        return exists()
                && !project.query("select 1 from flyway_schema_history where not success")
                        .isEmpty();
    }

    private boolean exists() {
        return !project.query("select to_regclass('flyway_schema_history')").equals(List.of("null"));
    }

    private void atRevision(String fault) {
        List<String> current = project.current();
        int revision = current.isEmpty() ? 0 : IDS.indexOf(current.get(0)) + 1;
        assertThat(catalog()).as(fault + ": at " + current).containsExactlyElementsOf(CATALOGS.get(revision));
        try (Connection connection = project.database.connect()) {
            HistoryTable table = HistoryTable.on(connection, HistoryTable.DEFAULT_NAME);
            assertThat(table.read(connection).failed()).as(fault).isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A server process notices that its client is gone when its statement is done. */
    void awaitNobody() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!project.query("select 1 from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("somebody is still connected").isLessThan(end);
        }
    }

    CommandContext through(int port) {
        return project.context.withDatabase(
                DatabaseUrl.parse("postgresql://postgres@localhost:" + port + "/" + project.database.name()));
    }

    /** Without the history table, which the base of a new database has not. */
    private List<String> catalog() {
        return CatalogDump.of(project.database).stream()
                .filter(line -> !line.contains("flyway_schema_history"))
                .toList();
    }

    @Override
    public void close() {
        project.close();
    }
}
