package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.database.Database;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.RunSettings;
import io.evolua.engine.revision.ScriptDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all commands share.
 *
 * @param scripts the folder that holds {@code migration/} and {@code undo/}; of any file system
 * @param database opens a connection, which the command closes; none if no database was named
 * @param historyTable {@code name} or {@code schema.name} of the history table
 * @param clock gives new revisions their time
 * @param settings how scripts are run
 * @param listener is told of progress
 * @param loaded the scripts, if they were loaded once for several commands
 */
public record CommandContext(
        Path scripts,
        Optional<Supplier<Connection>> database,
        String historyTable,
        Clock clock,
        RunSettings settings,
        RunListener listener,
        Optional<ScriptDirectory> loaded) {

    /** Without a database, and with the defaults for all else. */
    public static CommandContext of(Path scripts) {
        return new CommandContext(
                scripts,
                Optional.empty(),
                HistoryTable.DEFAULT_NAME,
                Clock.systemUTC(),
                RunSettings.DEFAULT,
                RunListener.SILENT,
                Optional.empty());
    }

    public CommandContext withDatabase(DatabaseUrl url) {
        return withDatabase(() -> Database.connect(url));
    }

    /**
     * The same with another way to get a connection.
     *
     * @param open a new connection of pgjdbc in autocommit mode each time
     */
    public CommandContext withDatabase(Supplier<Connection> open) {
        return new CommandContext(scripts, Optional.of(open), historyTable, clock, settings, listener, loaded);
    }

    public CommandContext withHistoryTable(String table) {
        return new CommandContext(scripts, database, table, clock, settings, listener, loaded);
    }

    public CommandContext withClock(Clock other) {
        return new CommandContext(scripts, database, historyTable, other, settings, listener, loaded);
    }

    public CommandContext withSettings(RunSettings other) {
        return new CommandContext(scripts, database, historyTable, clock, other, listener, loaded);
    }

    public CommandContext withListener(RunListener other) {
        return new CommandContext(scripts, database, historyTable, clock, settings, other, loaded);
    }

    /**
     * Asks for a database without connecting to it.
     *
     * @throws UsageException if none was named
     */
    public void requireDatabase() {
        if (database.isEmpty()) {
            throw noDatabase();
        }
    }

    static UsageException noDatabase() {
        return new UsageException("No database is named. Set DATABASE_URL, or give --database-url"
                + " postgresql://user:password@host:port/database");
    }

    /** The scripts as they are now. */
    public ScriptDirectory loadScripts() {
        return loaded.orElseGet(() -> ScriptDirectory.load(scripts));
    }

    /** The same with scripts that were loaded already. */
    CommandContext withLoaded(ScriptDirectory directory) {
        return new CommandContext(scripts, database, historyTable, clock, settings, listener, Optional.of(directory));
    }

    /**
     * The scripts as they are now, for what runs or writes some.
     *
     * @throws RefusedException if {@code revisions.sum} says something else than they do
     */
    ScriptDirectory loadSoundScripts() {
        ScriptDirectory directory = loadScripts();
        directory.requireIntegrity();
        return directory;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does something with a connection of its own.
     *
     * @throws UsageException if no database was named
     * @throws RefusedException if it cannot be reached or reports an error
     */
    public <T> T onDatabase(Work<T> work) {
        Supplier<Connection> open = database.orElseThrow(CommandContext::noDatabase);
        try (Connection connection = open.get()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new RefusedException(
                    "The database reports an error: " + e.getMessage() + " (SQLSTATE " + e.getSQLState() + ").", e);
        }
    }
}
