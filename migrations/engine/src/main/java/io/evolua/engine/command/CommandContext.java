package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.database.Database;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.database.LostConnection;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.RunListener;
import io.evolua.engine.history.RunSettings;
import io.evolua.engine.revision.Placeholders;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.revision.ScriptFolders;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all commands share.
 *
 * @param scripts the folders that hold {@code migration/} and {@code undo/}; of any file system
 * @param database opens a connection, which the command closes; none if no database was named
 * @param historyTable {@code name} or {@code schema.name} of the history table
 * @param clock gives new revisions their time
 * @param settings how scripts are run
 * @param listener is told of progress
 * @param placeholders what may stand in scripts for values
 * @param loaded the scripts, if they were loaded once for several commands
 */
public record CommandContext(
        ScriptFolders scripts,
        Optional<Supplier<Connection>> database,
        String historyTable,
        Clock clock,
        RunSettings settings,
        RunListener listener,
        Placeholders placeholders,
        Optional<ScriptDirectory> loaded) {

    /** Without a database, and with the defaults for all else. */
    public static CommandContext of(Path scripts) {
        return of(ScriptFolders.of(scripts));
    }

    /** As {@link #of(Path)}, with several folders, or another way to name files. */
    public static CommandContext of(ScriptFolders scripts) {
        return new CommandContext(
                scripts,
                Optional.empty(),
                HistoryTable.DEFAULT_NAME,
                Clock.systemUTC(),
                RunSettings.DEFAULT,
                RunListener.SILENT,
                Placeholders.NONE,
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
        return new CommandContext(
                scripts, Optional.of(open), historyTable, clock, settings, listener, placeholders, loaded);
    }

    public CommandContext withHistoryTable(String table) {
        return new CommandContext(scripts, database, table, clock, settings, listener, placeholders, loaded);
    }

    public CommandContext withClock(Clock other) {
        return new CommandContext(scripts, database, historyTable, other, settings, listener, placeholders, loaded);
    }

    public CommandContext withSettings(RunSettings other) {
        return new CommandContext(scripts, database, historyTable, clock, other, listener, placeholders, loaded);
    }

    public CommandContext withListener(RunListener other) {
        return new CommandContext(scripts, database, historyTable, clock, settings, other, placeholders, loaded);
    }

    /** The same with values for what may stand in scripts for some. */
    public CommandContext withPlaceholders(Placeholders other) {
        return new CommandContext(scripts, database, historyTable, clock, settings, listener, other, loaded);
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
        return loaded.orElseGet(
                () -> ScriptDirectory.load(scripts, placeholders.withDatabase(new FlywayPlaceholders(this))));
    }

    /** The same with scripts that were loaded already, and are the same for every database. */
    CommandContext withLoaded(ScriptDirectory directory) {
        return new CommandContext(
                scripts, database, historyTable, clock, settings, listener, placeholders, Optional.of(directory));
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
            String error = e.getMessage() + " (SQLSTATE " + e.getSQLState() + ").";
            throw new RefusedException(
                    LostConnection.isWhy(e)
                            ? "The connection to the server is lost. What was committed before stays. Run this again when"
                                    + " the server can be reached.\nERROR: " + error
                            : "The database reports an error: " + error,
                    e);
        }
    }
}
