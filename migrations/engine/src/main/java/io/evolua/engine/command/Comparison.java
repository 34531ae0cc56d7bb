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
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.model.ProviderNames;
import io.evolua.engine.model.UnitTarget;
import io.evolua.engine.revision.Revision;
import io.evolua.engine.revision.RevisionGraph;
import io.evolua.engine.revision.RevisionId;
import io.evolua.engine.revision.ScriptDirectory;
import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.ServerNeeds;
import io.evolua.engine.scratch.Canonicalizer;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.scratch.ScriptedSchema;
import io.evolua.engine.spi.ComparisonContext;
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

    /**
     * What leads from one source to the other, after the project's own hooks had their say. Asks about every possible
     * rename once, and compares anew with those that are some.
     */
    Found changes(Source from, Source to) {
        try (Extensions extensions = Extensions.on(settings.classpath())) {
            Side first = new Side(from, units(from));
            Side second = new Side(to, units(to));
            List<Rename> known = new ArrayList<>(renames.known());
            Set<String> asked = new HashSet<>();
            while (true) {
                Compared compared = compare(first, second, known, extensions);
                List<Rename> answered = PossibleRename.in(compared.changes()).stream()
                        .filter(rename ->
                                asked.add(rename.option()) && renames.question().test(rename))
                        .map(rename -> Rename.parse(rename.option()))
                        .toList();
                if (answered.isEmpty()) {
                    // Once, and only now: rewriters are promised one call for a comparison.
                    List<Change> rewritten = extensions.rewritten(compared.changes(), compared.context());
                    return new Found(rewritten, PossibleRename.in(rewritten), compared.unmanaged());
                }
                known.addAll(answered);
            }
        }
    }

    /** What was found before any rewriter saw it. */
    private record Compared(List<Change> changes, Unmanaged unmanaged, ComparisonContext context) {}

    private Compared compare(Side from, Side to, List<Rename> known, Extensions extensions) {
        Pair pair = read(from, to, List.of(), extensions);
        List<Change> changes = new ArrayList<>();
        if (!known.isEmpty()) {
            changes.addAll(Renames.of(known, pair.from(), pair.to()));
            pair = read(from, to, changes, extensions);
            List<Change> following = Renames.following(changes, pair.from(), pair.to());
            if (!following.isEmpty()) {
                changes.addAll(following);
                pair = read(from, to, changes, extensions);
            }
        }
        changes.addAll(pair.opinions()
                .with(SchemaDiff.between(pair.from(), pair.managed().target())));
        return new Compared(List.copyOf(changes), pair.managed().unmanaged(), pair.compared());
    }

    /** A source, with the units if it is entities. */
    private record Side(Source source, Optional<Units> units) {

        boolean isOffline() {
            return source instanceof Source.Empty
                    || units.filter(Units::isOffline).isPresent();
        }

        Optional<MappedSchema> offline(String defaultSchema) {
            return units.map(some -> some.together(defaultSchema, ddl -> Schema.empty()));
        }
    }

    /**
     * Two schemas that can be compared.
     *
     * @param to all that the target has of what was chosen
     * @param managed the same with what no revision created
     */
    private record Pair(
            Schema from, Schema to, Managed.Result managed, ComparisonContext compared, TypeOpinions opinions) {}

    /**
     * Reads both sides.
     *
     * @param done what PostgreSQL itself shall do to the first side before it is read, for a moment: so every text that
     *     mentions a renamed object follows
     */
    private Pair read(Side first, Side second, List<Change> done, Extensions extensions) {
        Source from = first.source();
        Source to = second.source();
        if (first.isOffline() && second.isOffline() && done.isEmpty()) {
            Optional<MappedSchema> mappedFrom = first.offline(PUBLIC);
            Optional<MappedSchema> mappedTo = second.offline(PUBLIC);
            Schema start = schema(mappedFrom);
            QualifiedName history = QualifiedName.of(context.historyTable());
            Schema target =
                    Choice.of(settings, PUBLIC, history, mappedFrom, mappedTo).target(start, schema(mappedTo));
            ComparisonContext compared = new ComparisonContext(from.text(), to.text(), PUBLIC);
            TypeOpinions opinions = new TypeOpinions(extensions.comparators(), compared);
            Schema end = opinions.target(start, target);
            return new Pair(start, end, new Managed.Result(end, Unmanaged.NONE), compared, opinions);
        }
        return inDatabase(from, to).onDatabase(connection -> {
            String defaultSchema = CatalogReader.defaultSchema(connection);
            // Entities first: they say which rows are to be looked for.
            Set<SeedRow> rows = new TreeSet<>(SeedRow.ORDER);
            first.units().ifPresent(units -> rows.addAll(units.seedRows(defaultSchema)));
            second.units().ifPresent(units -> rows.addAll(units.seedRows(defaultSchema)));
            // Then scripts: like entities they say which schemas of a database are to be looked at.
            Optional<MappedSchema> mappedFrom =
                    first.units().map(units -> together(connection, units, defaultSchema, rows));
            Optional<MappedSchema> mappedTo =
                    second.units().map(units -> together(connection, units, defaultSchema, rows));
            Choice choice = Choice.of(
                    settings,
                    defaultSchema,
                    Snapshot.history(connection, context.historyTable()),
                    mappedFrom,
                    mappedTo);
            Schema start = replayed(connection, from, rows, done)
                    .orElseGet(() -> made(connection, schema(mappedFrom), rows, done));
            Schema end = replayed(connection, to, rows, List.of()).orElse(schema(mappedTo));
            Scope scope = Scope.defaultSchema()
                    .with(settings.schemas())
                    .with(start.namespaces())
                    .with(end.namespaces());
            if (to instanceof Source.Database database) {
                end = inDatabase(database).onDatabase(c -> live(c, scope, rows, List.of()));
            }
            if (from instanceof Source.Database database) {
                Schema wanted = end;
                start = inDatabase(database).onDatabase(c -> {
                    requireServer(c, wanted);
                    return live(c, scope, rows, done);
                });
            }
            ComparisonContext compared = new ComparisonContext(from.text(), to.text(), defaultSchema);
            TypeOpinions opinions = new TypeOpinions(extensions.comparators(), compared);
            Canonicalizer.Pair pair =
                    Canonicalizer.resolve(connection, start, opinions.target(start, choice.target(start, end)));
            Managed.Result managed = isOurs(from) && !settings.dropUnmanaged()
                    ? new Managed(context).keep(connection, pair.from(), pair.to(), done)
                    : new Managed.Result(pair.to(), Unmanaged.NONE);
            return new Pair(pair.from(), pair.to(), managed, compared, opinions);
        });
    }

    /** Other than a script of SQL, entities or a newer server may want what the database to be changed has never heard of. */
    private static void requireServer(Connection connection, Schema wanted) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        List<String> missing = ServerNeeds.missing(wanted, version);
        if (!missing.isEmpty()) {
            throw new RefusedException("The server is PostgreSQL " + version + ", which cannot store what is wanted: "
                    + String.join("; ", missing) + ". Take it out of the target, or upgrade the server.");
        }
    }

    /** Only of the configured database is it known which revisions made it. */
    private static boolean isOurs(Source from) {
        return from instanceof Source.Database database && database.url().isEmpty();
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

    /** Empty for what is no scripts. */
    private Optional<Schema> replayed(
            Connection connection, Source source, Collection<SeedRow> rows, List<Change> done) {
        if (source instanceof Source.SqlFile sql) {
            return Optional.of(replayed(connection, List.of(script(sql.file())), rows, done));
        }
        if (source instanceof Source.Revisions revisions) {
            return Optional.of(replayed(connection, scripts(revisions.upTo()), rows, done));
        }
        return Optional.empty();
    }

    /** What entities say, made so that something can be done to it. */
    private static Schema made(Connection connection, Schema schema, Collection<SeedRow> rows, List<Change> done) {
        if (done.isEmpty() || schema.isEmpty()) {
            return schema;
        }
        String script = ScriptWriter.script(SchemaDiff.between(Schema.empty(), schema));
        return replayed(connection, List.of(SqlScript.parse("the entities", script)), rows, done);
    }

    /** What the entities say, if it is entities that are compared. */
    private Optional<Units> units(Source source) {
        return source instanceof Source.Unit unit
                ? Optional.of(Units.read(settings.classpath(), unit.name().or(settings::unit)))
                : Optional.empty();
    }

    /** With what the units' own SQL scripts add. */
    private static MappedSchema together(
            Connection connection, Units units, String defaultSchema, Collection<SeedRow> rows) {
        MappedSchema mapped = units.together(defaultSchema, ddl -> replayed(connection, ddl, rows));
        List<SqlScript> before = units.scripts(true);
        List<SqlScript> after = units.scripts(false);
        return before.isEmpty() && after.isEmpty()
                ? mapped
                : mapped.withSchema(ScriptedSchema.of(connection, mapped.schema(), before, after));
    }

    private static Schema replayed(Connection connection, UnitTarget.Ddl ddl, Collection<SeedRow> rows) {
        SqlScript script = SqlScript.parse("the DDL of " + ddl.provider(), ddl.sql());
        return ProviderNames.unchosen(replayed(connection, List.of(script), rows, List.of()));
    }

    private static Schema schema(Optional<MappedSchema> mapped) {
        return mapped.map(MappedSchema::schema).orElse(Schema.empty());
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
                .map(SqlScript::parse)
                .toList();
    }

    private Schema live(Connection connection, Scope scope, Collection<SeedRow> rows, List<Change> done)
            throws SQLException {
        return Snapshot.of(connection, scope, Snapshot.history(connection, context.historyTable()), rows, done);
    }
}
