package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.catalog.SeedRowReader;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.PossibleRename;
import io.evolua.engine.change.Rename;
import io.evolua.engine.change.Renames;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.HistoryTable;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.model.EntityClassPath;
import io.evolua.engine.model.PersistenceUnitSource;
import io.evolua.engine.model.ProviderNames;
import io.evolua.engine.model.UnitTarget;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.scratch.Canonicalizer;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.scratch.Trial;
import io.evolua.engine.sql.ScriptWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads two sources and finds the changes that lead from one to the other. */
final class Comparison {

    /** The default schema's usual name, assumed where no database says otherwise. */
    private static final String PUBLIC = "public";

    private final CommandContext context;
    private final ModelSettings settings;
    private final RenameSettings renames;

    Comparison(CommandContext context, ModelSettings settings, RenameSettings renames) {
        this.context = context;
        this.settings = settings;
        this.renames = renames;
    }

    /**
     * What a comparison found.
     *
     * @param possibleRenames what is removed and added, and may be renamed instead
     * @param unmanaged what would be among the changes, had it not been made by others
     */
    record Found(List<Change> changes, List<PossibleRename> possibleRenames, Unmanaged unmanaged) {

        static final Found NOTHING = new Found(List.of(), List.of(), Unmanaged.NONE);
    }

    /** Asks about every possible rename once, and compares anew with those that are some. */
    Found changes(Source from, Source to) {
        Side first = new Side(from, unit(from));
        Side second = new Side(to, unit(to));
        List<Rename> known = new ArrayList<>(renames.known());
        Set<String> asked = new HashSet<>();
        while (true) {
            Found found = changes(first, second, known);
            List<Rename> answered = found.possibleRenames().stream()
                    .filter(rename ->
                            asked.add(rename.option()) && renames.question().test(rename))
                    .map(rename -> Rename.parse(rename.option()))
                    .toList();
            if (answered.isEmpty()) {
                return found;
            }
            known.addAll(answered);
        }
    }

    private Found changes(Side from, Side to, List<Rename> known) {
        Pair pair = read(from, to, List.of());
        List<Change> changes = new ArrayList<>();
        if (!known.isEmpty()) {
            changes.addAll(Renames.of(known, pair.from(), pair.to()));
            pair = read(from, to, changes);
            List<Change> following = Renames.following(changes, pair.from(), pair.to());
            if (!following.isEmpty()) {
                changes.addAll(following);
                pair = read(from, to, changes);
            }
        }
        changes.addAll(SchemaDiff.between(pair.from(), pair.managed().target()));
        return new Found(
                List.copyOf(changes), PossibleRename.in(changes), pair.managed().unmanaged());
    }

    /** A source, with what its entities say if it is entities. */
    private record Side(Source source, Optional<UnitTarget> unit) {

        boolean isOffline() {
            return source instanceof Source.Empty
                    || unit.filter(UnitTarget.Tables.class::isInstance).isPresent();
        }

        /** What needs no database; empty for what does. */
        Schema offline(String defaultSchema) {
            return unit.isPresent() && unit.get() instanceof UnitTarget.Tables tables
                    ? tables.schema().inDefaultSchema(defaultSchema)
                    : Schema.empty();
        }
    }

    /**
     * Two schemas that can be compared.
     *
     * @param to all that the target has of what was chosen
     * @param managed the same with what no revision created
     */
    private record Pair(Schema from, Schema to, Managed.Result managed) {

        static Pair of(Schema from, Schema to) {
            return new Pair(from, to, new Managed.Result(to, Unmanaged.NONE));
        }
    }

    /**
     * Reads both sides.
     *
     * @param done what PostgreSQL itself shall do to the first side before it is read, for a moment: so every text that
     *     mentions a renamed object follows
     */
    private Pair read(Side first, Side second, List<Change> done) {
        Source from = first.source();
        Source to = second.source();
        // Entities first: they say which rows are to be looked for.
        if (first.isOffline() && second.isOffline() && done.isEmpty()) {
            Schema start = first.offline(PUBLIC);
            Schema end = second.offline(PUBLIC);
            return Pair.of(start, choice(PUBLIC, PUBLIC, from, start, to, end).target(start, end));
        }
        return inDatabase(from, to).onDatabase(connection -> {
            String defaultSchema = CatalogReader.defaultSchema(connection);
            Schema start = first.offline(defaultSchema);
            Schema end = second.offline(defaultSchema);
            Set<SeedRow> rows = new TreeSet<>(SeedRow.ORDER);
            rows.addAll(start.seedRows());
            rows.addAll(end.seedRows());
            // Then scripts: like entities they say which schemas of a database are to be looked at.
            start = replayed(connection, first, rows, done).orElse(start);
            end = replayed(connection, second, rows, List.of()).orElse(end);
            String historySchema =
                    HistoryTable.on(connection, context.historyTable()).schema();
            Choice choice = choice(defaultSchema, historySchema, from, start, to, end);
            Scope scope = Scope.defaultSchema()
                    .with(settings.schemas())
                    .with(start.namespaces())
                    .with(end.namespaces());
            if (from instanceof Source.Database database) {
                start = inDatabase(database).onDatabase(c -> live(c, scope, rows, done));
            }
            if (to instanceof Source.Database database) {
                end = inDatabase(database).onDatabase(c -> live(c, scope, rows, List.of()));
            }
            Canonicalizer.Pair pair = Canonicalizer.resolve(connection, start, choice.target(start, end));
            return isOurs(from) && !settings.dropUnmanaged()
                    ? new Pair(
                            pair.from(), pair.to(), new Managed(context).keep(connection, pair.from(), pair.to(), done))
                    : Pair.of(pair.from(), pair.to());
        });
    }

    /** Only of the configured database is it known which revisions made it. */
    private static boolean isOurs(Source from) {
        return from instanceof Source.Database database && database.url().isEmpty();
    }

    private Choice choice(
            String defaultSchema, String historySchema, Source from, Schema start, Source to, Schema end) {
        Set<QualifiedName> leftOut = new TreeSet<>();
        String history = context.historyTable();
        leftOut.add(new QualifiedName(
                historySchema.equals(defaultSchema) ? "" : historySchema, history.substring(history.indexOf('.') + 1)));
        Optional<Schema> mapped = Optional.empty();
        if (settings.selection().mappedOnly()) {
            mapped = Optional.of(
                    to instanceof Source.Unit
                            ? end
                            : Optional.of(start)
                                    .filter(schema -> from instanceof Source.Unit)
                                    .orElseThrow(() -> new UsageException(
                                            "Only what entities map is to be compared, and neither side is a persistence"
                                                    + " unit. Name one as the source, as in --to unit:, or leave out"
                                                    + " --mapped-only.")));
        }
        return new Choice(settings.selection(), defaultSchema, leftOut, mapped);
    }

    /** The database in which scripts are tried out and questions asked: the configured one, or else the one that is compared. */
    private CommandContext inDatabase(Source from, Source to) {
        if (context.database().isEmpty()) {
            for (Source source : List.of(from, to)) {
                if (source instanceof Source.Database database) {
                    return inDatabase(database);
                }
            }
        }
        return context;
    }

    private CommandContext inDatabase(Source.Database database) {
        return database.url()
                .map(url -> context.withDatabase(DatabaseUrl.parse(url)))
                .orElse(context);
    }

    /** Empty for what is no scripts, unless something is done to it. */
    private Optional<Schema> replayed(Connection connection, Side side, Collection<SeedRow> rows, List<Change> done) {
        if (side.unit().isPresent() && side.unit().get() instanceof UnitTarget.Ddl ddl) {
            SqlScript script = SqlScript.parse("the DDL of " + ddl.provider(), ddl.sql());
            return Optional.of(ProviderNames.unchosen(replayed(connection, List.of(script), rows, done)));
        }
        if (side.source() instanceof Source.SqlFile sql) {
            return Optional.of(replayed(connection, List.of(script(sql.file())), rows, done));
        }
        if (side.source() instanceof Source.Revisions revisions) {
            return Optional.of(replayed(connection, scripts(revisions.upTo()), rows, done));
        }
        if (side.isOffline() && !done.isEmpty()) {
            Schema schema = side.offline(PUBLIC);
            String script = ScriptWriter.script(SchemaDiff.between(Schema.empty(), schema));
            return Optional.of(replayed(connection, List.of(SqlScript.parse("the entities", script)), rows, done));
        }
        return Optional.empty();
    }

    /** What the entities say, if it is entities that are compared. */
    private Optional<UnitTarget> unit(Source source) {
        if (!(source instanceof Source.Unit unit)) {
            return Optional.empty();
        }
        try (EntityClassPath classes = EntityClassPath.of(settings.classpath())) {
            return Optional.of(
                    PersistenceUnitSource.target(unit.name().or(settings::unit).orElse(null), classes));
        } catch (IOException e) {
            throw new RefusedException("The class path cannot be read: " + e.getMessage(), e);
        }
    }

    private static Schema replayed(
            Connection connection, List<SqlScript> scripts, Collection<SeedRow> rows, List<Change> done) {
        try (Scratch scratch = Scratch.open(connection)) {
            scripts.forEach(scratch::run);
            scratch.run(SqlScript.parse("--rename", ScriptWriter.script(done)));
            return SeedRowReader.read(connection, scratch.read(), rows);
        }
    }

    private static SqlScript script(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        try {
            return SqlScript.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<SqlScript> scripts(Optional<String> upTo) {
        if (upTo.filter("base"::equals).isPresent()) {
            return List.of();
        }
        ScriptDirectory directory = context.loadScripts();
        RevisionGraph graph = directory.graph();
        if (upTo.isEmpty() && graph.isEmpty()) {
            return List.of();
        }
        Set<RevisionId> wanted = graph.withAncestors(
                directory.names().resolve(upTo.orElse("head")).id());
        return graph.order().stream()
                .filter(revision -> wanted.contains(revision.id()))
                .map(Revision::up)
                .map(up -> SqlScript.parse(up.display(), up.text()))
                .toList();
    }

    /** Read in one snapshot, so that a migration that runs meanwhile is seen wholly or not at all. */
    private Schema live(Connection connection, Scope scope, Collection<SeedRow> rows, List<Change> done)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Trial.run(connection, done);
        HistoryTable history = HistoryTable.on(connection, context.historyTable());
        boolean inDefault = history.schema().equals(CatalogReader.defaultSchema(connection));
        QualifiedName name = new QualifiedName(inDefault ? "" : history.schema(), history.name());
        Schema schema =
                SeedRowReader.read(connection, CatalogReader.read(connection, scope.ignoring(Set.of(name))), rows);
        connection.rollback();
        return schema;
    }
}
