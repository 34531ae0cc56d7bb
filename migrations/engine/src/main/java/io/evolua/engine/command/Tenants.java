package io.evolua.engine.command;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import io.evolua.engine.database.Database;
import io.evolua.engine.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the databases and schemas that a list means: {@code schema:tenant_*}, {@code database:shop_*},
 * {@code query:select name from tenants}, {@code file:tenants.txt}. What a query or a file names is a schema of the
 * configured database, or another database if it is a URL.
 */
public final class Tenants {

    private static final String SCHEMAS = """
            select nspname from pg_namespace
            where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname like ? escape '\\'
            order by nspname""";

    private static final String DATABASES = """
            select datname from pg_database where datallowconn and not datistemplate and datname like ? escape '\\'
            order by datname""";

    private final Optional<DatabaseUrl> database;
    private final Path folder;

    /**
     * Prepares for lists.
     *
     * @param database the configured database
     * @param folder where the paths of files begin
     */
    public Tenants(Optional<DatabaseUrl> database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /**
     * The tenants of several lists, each once, in their order.
     *
     * @throws UsageException if a list is none, or needs a database and none is configured
     * @throws RefusedException if a list cannot be read, or there is nobody on them all
     */
    public List<Tenant> of(List<String> lists) {
        List<Tenant> tenants = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String list : lists) {
            for (Tenant tenant : of(list)) {
                if (seen.add(tenant.name())) {
                    tenants.add(tenant);
                }
            }
        }
        if (tenants.isEmpty()) {
            throw new RefusedException("Nothing is meant by --all " + String.join(" --all ", lists) + ".");
        }
        return tenants;
    }

    private List<Tenant> of(String list) {
        int colon = list.indexOf(':');
        String what = list.substring(Math.max(colon, 0) + 1).strip();
        String kind = colon < 0 || what.isEmpty() ? "" : list.substring(0, colon);
        return switch (kind) {
            case "schema" ->
                names(SCHEMAS, like(what)).stream().map(this::tenant).toList();
            case "database" ->
                names(DATABASES, like(what)).stream()
                        .map(name -> new Tenant(name, configured().withDatabase(name)))
                        .toList();
            case "query" -> names(what, null).stream().map(this::tenant).toList();
            case "file" ->
                lines(folder.resolve(what)).stream().map(this::tenant).toList();
            default ->
                throw new UsageException("--all " + list + " is no list. Write schema:PATTERN, database:PATTERN,"
                        + " query:SELECT or file:PATH, as in --all schema:tenant_*.");
        };
    }

    private Tenant tenant(String name) {
        return name.contains("://") ? Tenant.ofUrl(name) : Tenant.ofSchema(configured(), name);
    }

    private DatabaseUrl configured() {
        return database.orElseThrow(CommandContext::noDatabase);
    }

    /** {@code *} stands for any letters, {@code ?} for one. */
    private static String like(String pattern) {
        return pattern.replaceAll("([\\\\%_])", "\\\\$1").replace('*', '%').replace('?', '_');
    }

    private List<String> names(String query, @Nullable String parameter) {
        try (Connection connection = Database.connect(configured());
                PreparedStatement statement = connection.prepareStatement(query)) {
            connection.setReadOnly(true);
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    Optional.ofNullable(rows.getString(1)).ifPresent(names::add);
                }
                return names;
            }
        } catch (SQLException e) {
            throw new RefusedException("The list of --all cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(
                    "The list " + file + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }
}
