package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prepares a project: the folders of the scripts and a file for the settings. Overwrites nothing. */
public final class Init {

    private static final String SETTINGS = """
            # Settings of evolua. Each is also an option of the command line and an environment variable;
            # take the # away from a line to set it here. Passwords belong into the environment.

            # The database: postgresql://user@host:port/database. DATABASE_URL in the environment does the same.
            #evolua.database-url=

            # The folder that holds migration/ and undo/.
            evolua.scripts=%s

            # The persistence unit whose entities are the target.
            #evolua.unit=

            # The table that holds what is applied, as name or schema.name.
            #evolua.history-table=flyway_schema_history
            """;

    private final CommandContext context;

    public Init(CommandContext context) {
        this.context = context;
    }

    /**
     * What was done.
     *
     * @param created files and folders that were created
     * @param kept those that were there already and were left as they are
     */
    public record Result(List<Path> created, List<Path> kept) {}

    /**
     * Creates what is missing.
     *
     * @param settings the settings file to write
     * @throws RefusedException if something cannot be created
     */
    public Result run(Path settings) {
        List<Path> created = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        try {
            folder(context.scripts().resolve("migration"), created, kept);
            folder(context.scripts().resolve("undo"), created, kept);
            if (Files.exists(settings)) {
                kept.add(settings);
            } else {
                Path folder = settings.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                String scripts = context.scripts().toString().replace('\\', '/');
                Files.writeString(settings, SETTINGS.formatted(scripts));
                created.add(settings);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "Cannot create " + e.getMessage() + " (" + e.getClass().getSimpleName() + ").", e);
        }
        return new Result(List.copyOf(created), List.copyOf(kept));
    }

    private static void folder(Path folder, List<Path> created, List<Path> kept) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    kept.add(folder);
                    return;
                }
            }
        }
        Files.createDirectories(folder);
        created.add(folder);
    }
}
