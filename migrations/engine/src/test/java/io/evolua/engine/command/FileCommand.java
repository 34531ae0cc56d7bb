package io.evolua.engine.command;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.revision.NewRevision;
import io.evolua.engine.revision.Placement;
import io.evolua.engine.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The commands that write files. As a program it is one of them, so that something can happen to it. */
enum FileCommand {
    REVISION {
        @Override
        void prepare(Path folder) throws IOException {
            line(folder);
        }

        @Override
        void run(CommandContext context, Path folder) {
            new Revise(context, ModelSettings.none()).empty("something new");
        }
    },
    SEVERAL_REVISIONS {
        @Override
        void prepare(Path folder) throws IOException {
            line(folder);
        }

        @Override
        void run(CommandContext context, Path folder) {
            NewRevision one = new NewRevision(
                    "part",
                    "select '${literally}';",
                    "select 1;",
                    Placement.after(List.of(RevisionId.of("3"))),
                    context.clock());
            context.loadSoundScripts().writeInLine(List.of(one, one, one));
        }
    },
    MERGE {
        @Override
        void prepare(Path folder) throws IOException {
            script(folder, "1", "create table a ();", "drop table a;");
            script(folder, "2", "-- revises: 1\ncreate table b ();", "drop table b;");
            script(folder, "3", "-- revises: 1\ncreate table c ();", "drop table c;");
            new Rehash(CommandContext.of(scripts(folder))).run();
        }

        @Override
        void run(CommandContext context, Path folder) {
            Position heads = new Position(List.of(), false, Optional.empty(), List.of(), Optional.of("9"));
            new Merge(context).run(Optional.empty(), heads, false);
        }
    },
    SQUASH {
        @Override
        void prepare(Path folder) throws IOException {
            line(folder);
        }

        @Override
        void run(CommandContext context, Path folder) {
            new Squash(context).run("1:3", Optional.empty());
        }
    },
    INIT {
        @Override
        void prepare(Path folder) {}

        @Override
        void run(CommandContext context, Path folder) {
            new Init(context).run(folder.resolve("evolua.properties"));
        }
    },
    INIT_FROM_DATABASE {
        @Override
        void prepare(Path folder) {}

        @Override
        void run(CommandContext context, Path folder) {
            new Adopt(context, ModelSettings.none()).run("as it was", () -> INIT.run(context, folder));
        }
    },
    REHASH {
        @Override
        void prepare(Path folder) throws IOException {
            line(folder);
            script(folder, "4", "create table d ();", "drop table d;");
        }

        @Override
        void run(CommandContext context, Path folder) {
            new Rehash(context).run();
        }
    },
    ADD_UNDO {
        @Override
        void prepare(Path folder) throws IOException {
            line(folder);
            Files.delete(scripts(folder).resolve("undo/U2__script.sql"));
            Files.delete(scripts(folder).resolve("undo/U3__script.sql"));
        }

        @Override
        void run(CommandContext context, Path folder) {
            new AddUndo(context).run(List.of());
        }
    };

    static final int REFUSED = 3;

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    /** What is in the folder before. */
    abstract void prepare(Path folder) throws IOException;

    abstract void run(CommandContext context, Path folder);

    /** Runs it. */
    void run(Path folder, DatabaseUrl database) {
        run(CommandContext.of(scripts(folder)).withDatabase(database).withClock(CLOCK), folder);
    }

    /** Whether it makes what is not there yet, one after the other. */
    boolean isInit() {
        return this == INIT || this == INIT_FROM_DATABASE;
    }

    static Path scripts(Path folder) {
        return folder.resolve("db");
    }

    private static void line(Path folder) throws IOException {
        script(folder, "1", "create table a (id int);", "drop table a;");
        script(folder, "2", "create table b (id int);", "drop table b;");
        script(folder, "3", "alter table a add c text;", "alter table a drop c;");
        new Rehash(CommandContext.of(scripts(folder))).run();
    }

    private static void script(Path folder, String version, String up, String down) throws IOException {
        Path migration = scripts(folder).resolve("migration/V" + version + "__script.sql");
        Path undo = scripts(folder).resolve("undo/U" + version + "__script.sql");
        Files.createDirectories(migration.getParent());
        Files.createDirectories(undo.getParent());
        Files.writeString(migration, up);
        Files.writeString(undo, down);
    }

    public static void main(String[] arguments) {
        try {
            valueOf(arguments[0]).run(Path.of(arguments[1]), DatabaseUrl.parse(arguments[2]));
        } catch (EvoluaException e) {
            System.out.println(e.getMessage());
            System.exit(REFUSED);
        }
    }
}
