package io.evolua.cli;

import io.evolua.engine.command.AfterWrite;
import io.evolua.engine.command.CommandContext;
import io.evolua.engine.command.ModelSettings;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.FirstBaseline;
import io.evolua.engine.history.RunSettings;
import io.evolua.engine.revision.TimeZones;
import java.time.Clock;
import java.util.Optional;

/** From settings to what the engine's commands share. */
final class Contexts {

    private Contexts() {}

    /** Scripts only. */
    static CommandContext ofScripts(Invocation invocation) {
        return CommandContext.of(invocation.settings().scripts());
    }

    /** Scripts and what is said about running them, but no database. */
    static CommandContext ofFiles(Invocation invocation) {
        Settings settings = invocation.settings();
        CommandContext context = CommandContext.of(settings.scripts())
                .withSettings(runSettings(invocation))
                .withPlaceholders(PlaceholderSettings.of(settings))
                .withListener(new Progress(invocation.console(), invocation.flag(Options.VERBOSE)));
        CommandContext named = settings.text(Setting.HISTORY_TABLE)
                .map(context::withHistoryTable)
                .orElse(context);
        return settings.text(Setting.TIME_ZONE)
                .map(zone -> named.withClock(Clock.system(TimeZones.of(zone))))
                .orElse(named);
    }

    /** Scripts, and the database if one is named: to do without one or not is the command's decision. */
    static CommandContext of(Invocation invocation) {
        CommandContext files = ofFiles(invocation);
        return invocation
                .settings()
                .text(Setting.DATABASE_URL)
                .map(url -> files.withDatabase(DatabaseUrl.parse(url)))
                .orElse(files);
    }

    /** Where the entities are. */
    static ModelSettings model(Invocation invocation) {
        Settings settings = invocation.settings();
        return new ModelSettings(settings.classpath(), settings.text(Setting.UNIT), settings.schemas())
                .withSelection(SelectionOptions.of(settings))
                .withDropUnmanaged(settings.flag(Setting.DROP_UNMANAGED));
    }

    /** The program to run on the files just written. */
    static Optional<AfterWrite> afterWrite(Invocation invocation) {
        Settings settings = invocation.settings();
        return settings.text(Setting.AFTER_WRITE)
                .map(commandLine -> AfterWrite.parse(commandLine, settings.workingDirectory()));
    }

    /** What a history begins with that is made for a database that holds something. */
    static FirstBaseline baseline(Settings settings) {
        return FirstBaseline.of(
                settings.text(Setting.BASELINE_VERSION).orElse(FirstBaseline.VERSION),
                settings.text(Setting.BASELINE_DESCRIPTION).orElse(FirstBaseline.DESCRIPTION));
    }

    private static RunSettings runSettings(Invocation invocation) {
        Settings settings = invocation.settings();
        RunSettings run = RunSettings.DEFAULT.withOutOfOrder(settings.flag(Setting.OUT_OF_ORDER));
        run = settings.duration(Setting.LOCK_WAIT).map(run::withWaitForLock).orElse(run);
        run = settings.duration(Setting.LOCK_TIMEOUT).map(run::withLockTimeout).orElse(run);
        run = settings.number(Setting.LOCK_RETRIES).map(run::withLockRetries).orElse(run);
        if (settings.flag(Setting.BASELINE_ON_MIGRATE)) {
            run = run.withFirstBaseline(baseline(settings));
        }
        return settings.duration(Setting.STATEMENT_TIMEOUT)
                .map(run::withStatementTimeout)
                .orElse(run);
    }
}
