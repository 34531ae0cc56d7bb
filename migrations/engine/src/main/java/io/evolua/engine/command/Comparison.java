package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.catalog.SeedRowReader;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SchemaDiff;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.history.HistoryTable;
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
import io.evolua.engine.scratch.Canonicalizer;
import io.evolua.engine.scratch.Scratch;
import io.evolua.engine.scratch.ScriptedSchema;
import io.evolua.engine.spi.ComparisonContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
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

    Comparison(CommandContext context, ModelSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * What a comparison found.
     *
     * @param unmanaged what would be among the changes, had it not been made by others
     */
    record Found(List<Change> changes, Unmanaged unmanaged) {}

    /** What leads from one source to the other, after the project's own hooks had their say. */
    Found changes(Source from, Source to) {
        try (Extensions extensions = Extensions.on(settings.classpath())) {
            return changes(from, to, extensions);
        }
    }

    private Found changes(Source from, Source to, Extensions extensions) {
        Optional<Units> fromUnits = units(from);
        Optional<Units> toUnits = units(to);
        if (isOffline(from, fromUnits) && isOffline(to, toUnits)) {
            Optional<MappedSchema> mappedFrom = fromUnits.map(units -> units.together(PUBLIC, ddl -> Schema.empty()));
            Optional<MappedSchema> mappedTo = toUnits.map(units -> units.together(PUBLIC, ddl -> Schema.empty()));
            Schema start = schema(mappedFrom);
            QualifiedName history = QualifiedName.of(context.historyTable());
            Schema target =
                    Choice.of(settings, PUBLIC, history, mappedFrom, mappedTo).target(start, schema(mappedTo));
            ComparisonContext compared = new ComparisonContext(from.text(), to.text(), PUBLIC);
            TypeOpinions opinions = new TypeOpinions(extensions.comparators(), compared);
            List<Change> changes = opinions.with(SchemaDiff.between(start, opinions.target(start, target)));
            return new Found(extensions.rewritten(changes, compared), Unmanaged.NONE);
        }
        return inDatabase(from, to).onDatabase(connection -> {
            String defaultSchema = CatalogReader.defaultSchema(connection);
            // Entities first: they say which rows are to be looked for.
            Set<SeedRow> rows = new TreeSet<>(SeedRow.ORDER);
            fromUnits.ifPresent(units -> rows.addAll(units.seedRows(defaultSchema)));
            toUnits.ifPresent(units -> rows.addAll(units.seedRows(defaultSchema)));
            // Then scripts: like entities they say which schemas of a database are to be looked at.
            Optional<MappedSchema> mappedFrom =
                    fromUnits.map(units -> together(connection, units, defaultSchema, rows));
            Optional<MappedSchema> mappedTo = toUnits.map(units -> together(connection, units, defaultSchema, rows));
            Choice choice = Choice.of(settings, defaultSchema, history(connection), mappedFrom, mappedTo);
            Schema start = replayed(connection, from, rows).orElse(schema(mappedFrom));
            Schema end = replayed(connection, to, rows).orElse(schema(mappedTo));
            Scope scope = Scope.defaultSchema()
                    .with(settings.schemas())
                    .with(start.namespaces())
                    .with(end.namespaces());
            if (from instanceof Source.Database database) {
                start = inDatabase(database).onDatabase(c -> live(c, scope, rows));
            }
            if (to instanceof Source.Database database) {
                end = inDatabase(database).onDatabase(c -> live(c, scope, rows));
            }
            ComparisonContext compared = new ComparisonContext(from.text(), to.text(), defaultSchema);
            TypeOpinions opinions = new TypeOpinions(extensions.comparators(), compared);
            Canonicalizer.Pair pair =
                    Canonicalizer.resolve(connection, start, opinions.target(start, choice.target(start, end)));
            Managed.Result managed = isOurs(from) && !settings.dropUnmanaged()
                    ? new Managed(context).keep(connection, pair.from(), pair.to())
                    : new Managed.Result(pair.to(), Unmanaged.NONE);
            List<Change> changes = opinions.with(SchemaDiff.between(pair.from(), managed.target()));
            return new Found(extensions.rewritten(changes, compared), managed.unmanaged());
        });
    }

    /** Only of the configured database is it known which revisions made it. */
    private static boolean isOurs(Source from) {
        return from instanceof Source.Database database && database.url().isEmpty();
    }

    private static boolean isOffline(Source source, Optional<Units> units) {
        return source instanceof Source.Empty || units.filter(Units::isOffline).isPresent();
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
    private Optional<Schema> replayed(Connection connection, Source source, Collection<SeedRow> rows) {
        if (source instanceof Source.SqlFile sql) {
            return Optional.of(replayed(connection, List.of(script(sql.file())), rows));
        }
        if (source instanceof Source.Revisions revisions) {
            return Optional.of(replayed(connection, scripts(revisions.upTo()), rows));
        }
        return Optional.empty();
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
        return ProviderNames.unchosen(replayed(connection, List.of(script), rows));
    }

    private static Schema schema(Optional<MappedSchema> mapped) {
        return mapped.map(MappedSchema::schema).orElse(Schema.empty());
    }

    private static Schema replayed(Connection connection, List<SqlScript> scripts, Collection<SeedRow> rows) {
        try (Scratch scratch = Scratch.open(connection)) {
            scripts.forEach(scratch::run);
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
    private Schema live(Connection connection, Scope scope, Collection<SeedRow> rows) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Schema schema = SeedRowReader.read(
                connection, CatalogReader.read(connection, scope.ignoring(Set.of(history(connection)))), rows);
        connection.rollback();
        return schema;
    }

    private QualifiedName history(Connection connection) throws SQLException {
        HistoryTable history = HistoryTable.on(connection, context.historyTable());
        boolean inDefault = history.schema().equals(CatalogReader.defaultSchema(connection));
        return new QualifiedName(inDefault ? "" : history.schema(), history.name());
    }
}
