package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.flyway.FlywayProject;
import io.evolua.engine.revision.ScriptDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prepares a project: the folders of the scripts and a file for the settings. Overwrites nothing. */
public final class Init {

    private static final String SETTINGS = """
            # Settings of evolua. Each is also an option of the command line (--scripts) and an environment variable
            # (EVOLUA_SCRIPTS). Take the # away from a line to set it here. Paths are relative to this file.

            # The folder that holds migration/ and undo/; several are separated as in a class path.
            scripts=%s

            # The database. Better left to DATABASE_URL in the environment, since it may hold a password.
            #database-url=postgresql://user@localhost:5432/database

            # The persistence unit whose entities are the target, and the jars and folders of classes that hold it.
            #unit=
            #classpath=target/classes

            # What is compared, by patterns separated by commas: users, app.*, legacy_*, users.notes, index:ix_*.
            #include=
            #exclude=

            # The table that holds what is applied, as name or schema.name.
            #history-table=flyway_schema_history
            """;

    private final CommandContext context;
    private final String more;

    public Init(CommandContext context) {
        this(context, "");
    }

    /** In a project that has Flyway: what it says itself goes into the settings. */
    public Init(CommandContext context, FlywayProject project) {
        this(context, project.lines());
    }

    private Init(CommandContext context, String more) {
        this.context = context;
        this.more = more;
    }

    /**
     * What was done.
     *
     * @param created files and folders that were created
     * @param kept those that were there already and were left as they are
     */
    public record Result(List<Path> created, List<Path> kept) {}

    /**
     * Creates what is missing. A folder that has scripts gets no list of them: that begins with {@code rehash}.
     *
     * @param settings the settings file to write
     * @throws RefusedException if something cannot be created
     */
    public Result run(Path settings) {
        List<Path> created = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        List<Path> made = new ArrayList<>();
        try {
            for (Path part : context.scripts().parts()) {
                folder(part, created, kept, made);
            }
            ScriptDirectory scripts = context.loadScripts();
            if (scripts.graph().isEmpty() && scripts.rehash()) {
                created.add(scripts.integrityFile());
                made.add(scripts.integrityFile());
            }
            if (Files.exists(settings)) {
                kept.add(settings);
            } else {
                Path folder = Objects.requireNonNull(
                        settings.toAbsolutePath().normalize().getParent(), "a file lies in a folder");
                make(folder, made);
                created.add(settings);
                write(
                        settings,
                        SETTINGS.formatted(relative(folder, context.scripts().folders())) + more);
            }
        } catch (IOException e) {
            takeBack(made);
            throw new RefusedException(
                    "Cannot create " + e.getMessage() + " (" + e.getClass().getSimpleName() + "). Nothing was created.",
                    e);
        } catch (RefusedException e) {
            takeBack(made);
            throw e;
        }
        return new Result(List.copyOf(created), List.copyOf(kept));
    }

    /** Whole or not at all: half a file of settings would be taken for one that somebody wrote. */
    private static void write(Path settings, String text) throws IOException {
        Path draft = settings.resolveSibling("." + settings.getFileName() + ".draft");
        try {
            Files.writeString(draft, text);
            Files.move(draft, settings);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // It does not say which file it is about.
            throw new IOException(settings + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void takeBack(List<Path> made) {
        for (int i = made.size() - 1; i >= 0; i--) {
            try {
                Files.deleteIfExists(made.get(i));
            } catch (IOException e) {
                // It holds something by now, and is as good as one that was there: the next init keeps it.
                return;
            }
        }
    }

    private static String relative(Path folder, List<Path> scripts) {
        return scripts.stream().map(each -> relative(folder, each)).collect(Collectors.joining(File.pathSeparator));
    }

    private static String relative(Path folder, Path scripts) {
        Path absolute = scripts.toAbsolutePath().normalize();
        Path shown = Objects.equals(folder.getRoot(), absolute.getRoot()) ? folder.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }

    private static void folder(Path folder, List<Path> created, List<Path> kept, List<Path> made) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    kept.add(folder);
                    return;
                }
            }
        }
        make(folder, made);
        created.add(folder);
    }

    /** With those above it that are missing. */
    private static void make(Path folder, List<Path> made) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) && parent != null) {
            make(parent, made);
            Files.createDirectories(folder);
            made.add(folder);
        }
    }
}
