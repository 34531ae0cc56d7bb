package io.evolua.engine.scratch;

import static io.evolua.engine.sql.Identifiers.literal;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.RefusedException;
import io.evolua.engine.catalog.CatalogReader;
import io.evolua.engine.catalog.Scope;
import io.evolua.engine.history.JavaFailure;
import io.evolua.engine.history.JavaRun;
import io.evolua.engine.history.SqlScript;
import io.evolua.engine.history.SqlStatement;
import io.evolua.engine.revision.JavaClass;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.schema.SchemaObjects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * An empty database within a database: for the length of a transaction that is never committed, the schemas that exist
 * are renamed out of the way, so that scripts find their own names free, qualified ones too. Other sessions see nothing
 * of it, and no lock on their tables is taken.
 *
 * <p>Renaming wants to own the schema. Who does not own the default one gets an empty schema at the head of the search
 * path instead, for which {@code CREATE} on the database is needed; scripts must then not qualify its names.
 */
public final class Scratch implements AutoCloseable {

    private static final String PREFIX = "evolua_scratch_";

    /** Within the one transaction there is nobody to be concurrent with, and PostgreSQL would refuse. */
    private static final Pattern CONCURRENTLY = Pattern.compile(
            "^((?:create\\s+(?:unique\\s+)?|drop\\s+|re)index)(\\s+)concurrently\\b", Pattern.CASE_INSENSITIVE);

    /** Errors of connections, resources, operators and the server itself. */
    private static final Pattern OF_THE_SERVER = Pattern.compile("08|5[3578]|F0|XX");

    private static final Pattern PRIVILEGES =
            Pattern.compile("(?:grant|revoke|alter\\s+default\\s+privileges)\\b", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final Set<String> notOurs = new TreeSet<>();
    private String searchPath = "";

    private ScratchExtensions extensions = ScratchExtensions.NONE;
    /** Whether a script spoke of them: others leave them to somebody else. */
    private boolean privileges;

    private Scratch(Connection connection) {
        this.connection = connection;
    }

    /**
     * Begins.
     *
     * @param connection in autocommit mode; nothing else may use it until this is closed
     * @throws RefusedException if a right is missing, naming it
     */
    public static Scratch open(Connection connection) {
        Scratch scratch = new Scratch(connection);
        try {
            connection.setAutoCommit(false);
            scratch.prepare();
            scratch.searchPath = scratch.string("show search_path");
            return scratch;
        } catch (SQLException e) {
            scratch.close();
            throw notTried(e);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private void prepare() throws SQLException {
        if (!mayCreateSchemas()) {
            throw new RefusedException("The role " + string("select current_user")
                    + " may not create a schema, even for a moment, to try scripts in. Grant it the right: grant create on"
                    + " database " + quote(string("select current_database()")) + " to …");
        }
        extensions = ScratchExtensions.of(connection);
        String defaultSchema = CatalogReader.defaultSchema(connection);
        execute("set local lock_timeout = '10s'");
        for (UserSchema schema : userSchemas()) {
            boolean isDefault = schema.name().equals(defaultSchema);
            if (schema.owned() && (isDefault || !schema.extensions())) {
                hide(schema, isDefault);
            } else {
                notOurs.add(schema.name());
                if (isDefault) {
                    overlay(schema);
                }
            }
        }
    }

    private void hide(UserSchema schema, boolean isDefault) throws SQLException {
        String away = PREFIX + notOurs.size();
        execute("alter schema " + quote(schema.name()) + " rename to " + away);
        notOurs.add(away);
        if (isDefault) {
            execute("create schema " + quote(schema.name()));
            beFirst(schema.name(), schema.extensions() ? away : "");
        }
    }

    private void overlay(UserSchema schema) throws SQLException {
        String own = PREFIX + "own";
        execute("create schema " + own);
        beFirst(own, schema.extensions() ? schema.name() : "");
    }

    /** What extensions brought stays in sight. */
    private void beFirst(String schema, String extensions) throws SQLException {
        execute("set local search_path = " + quote(schema) + (extensions.isEmpty() ? "" : ", " + quote(extensions)));
    }

    private record UserSchema(String name, boolean owned, boolean extensions) {}

    private List<UserSchema> userSchemas() throws SQLException {
        List<UserSchema> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select nspname, pg_has_role(nspowner, 'USAGE'),
                               exists (select from pg_extension e where e.extnamespace = n.oid)
                        from pg_namespace n
                        where nspname !~ '^pg_' and nspname <> 'information_schema'
                        order by nspname""")) {
            while (rows.next()) {
                schemas.add(new UserSchema(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
            }
        }
        return schemas;
    }

    private boolean mayCreateSchemas() throws SQLException {
        return "t".equals(string("select has_database_privilege(current_database(), 'CREATE')"));
    }

    /**
     * Runs a script.
     *
     * @throws RefusedException naming script and line, with the server's own error, if a statement fails
     */
    public void run(SqlScript script) {
        run(script, statement -> {}, statement -> {});
    }

    /** Looks at what a statement does. */
    @FunctionalInterface
    public interface Watch {
        void look(SqlStatement statement) throws SQLException;
    }

    /**
     * Runs a script under watch.
     *
     * @param before looks before each statement
     * @param after looks after each that ran
     * @throws RefusedException naming script and line, with the server's own error, if a statement fails
     */
    public void run(SqlScript script, Watch before, Watch after) {
        if (script.java().isPresent()) {
            try {
                runJava(script.java().get());
            } catch (JavaFailure e) {
                throw new RefusedException("Tried out in an empty schema, " + e.getMessage(), e);
            } catch (SQLException e) {
                throw notTried(e);
            }
        }
        for (SqlStatement statement : script.statements()) {
            try {
                before.look(statement);
                run(script, statement);
                after.look(statement);
            } catch (SQLException e) {
                throw failure(script, statement, e);
            }
        }
        resetSearchPath();
    }

    /**
     * Runs of a script what can be run here: a statement that fails, because it needs what no script created, is passed
     * over.
     *
     * @return where and why statements failed
     * @throws RefusedException if the server is at its end, which says nothing about the script
     */
    public List<String> runWhatRuns(SqlScript script) {
        List<String> failures = new ArrayList<>();
        try {
            execute("savepoint evolua_script");
            if (script.java().isPresent()) {
                runAlone(script.java().get()).ifPresent(failures::add);
            } else if (!runsAsWhole(script)) {
                execute("rollback to savepoint evolua_script");
                for (SqlStatement statement : script.statements()) {
                    runAlone(script, statement).ifPresent(failures::add);
                }
            }
            execute("release savepoint evolua_script");
        } catch (SQLException e) {
            throw notTried(e);
        }
        resetSearchPath();
        return failures;
    }

    /** In earnest, but for its transaction, which is this one. */
    private void runJava(JavaClass migration) throws JavaFailure, SQLException {
        JavaRun.onTrial().run(migration, connection, true);
        requireTransaction(migration.name(), "");
    }

    private boolean runsAsWhole(SqlScript script) {
        for (SqlStatement statement : script.statements()) {
            try {
                run(script, statement);
            } catch (SQLException e) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> runAlone(SqlScript script, SqlStatement statement) throws SQLException {
        execute("savepoint evolua_statement");
        try {
            run(script, statement);
            execute("release savepoint evolua_statement");
            return Optional.empty();
        } catch (SQLException e) {
            if (OF_THE_SERVER.matcher(String.valueOf(e.getSQLState())).lookingAt()) {
                throw failure(script, statement, e);
            }
            execute("rollback to savepoint evolua_statement");
            return Optional.of(script.name() + ", line " + statement.line() + ": " + e.getMessage());
        }
    }

    private Optional<String> runAlone(JavaClass migration) throws SQLException {
        try {
            runJava(migration);
            return Optional.empty();
        } catch (JavaFailure e) {
            execute("rollback to savepoint evolua_script");
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void run(SqlScript script, SqlStatement statement) throws SQLException {
        String text = statement.text();
        if (!extensions.takes(text)) {
            execute(CONCURRENTLY.matcher(text).replaceFirst("$1$2"));
        }
        privileges |= PRIVILEGES.matcher(text).lookingAt();
        requireTransaction(script.name(), " in line " + statement.line());
    }

    private static RefusedException notTried(SQLException e) {
        return new RefusedException("The scripts cannot be tried out in this database: " + e.getMessage(), e);
    }

    private static RefusedException failure(SqlScript script, SqlStatement statement, SQLException e) {
        return new RefusedException(
                "Tried out in an empty schema, " + script.name() + " fails in line " + statement.line() + ": "
                        + e.getMessage() + "\n  " + statement.beginning(),
                e);
    }

    /** What a script sets is over with it, as when it is run in earnest; {@code pg_dump} empties the path. */
    private void resetSearchPath() {
        try {
            execute("select set_config('search_path', " + literal(searchPath) + ", true)");
        } catch (SQLException e) {
            throw notTried(e);
        }
    }

    /** Whatever a statement did: if the transaction is over, what was renamed may have been committed. */
    private void requireTransaction(String name, String where) {
        try {
            if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.OPEN) {
                throw new RefusedException(name + " ends the transaction" + where
                        + ", so that it cannot be tried out. Scripts must leave transactions to Evolua.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs statements that no person wrote.
     *
     * @param what for messages
     * @throws RefusedException with the statement and the server's own error, if one fails
     */
    public void run(String what, List<String> statements) {
        for (String statement : statements) {
            try {
                execute(statement);
            } catch (SQLException e) {
                throw new RefusedException(
                        "Tried out in an empty schema, " + what + " cannot be made: " + e.getMessage() + "\n  "
                                + statement,
                        e);
            }
        }
    }

    /** What is done on trial. */
    @FunctionalInterface
    public interface Attempt<T> {
        T make(Connection connection) throws SQLException;
    }

    /**
     * Does something and takes it back, so that this is as it was before. The time is the same in every attempt, because
     * the transaction is.
     *
     * @return what came of it
     */
    public <T> T attempt(Attempt<T> attempt) {
        try {
            execute("savepoint evolua_attempt");
            try {
                return attempt.make(connection);
            } finally {
                execute("rollback to savepoint evolua_attempt");
                execute("release savepoint evolua_attempt");
                resetSearchPath();
            }
        } catch (SQLException e) {
            throw notTried(e);
        }
    }

    /** Everything that is here now: what was created since it was opened. */
    public Schema read() {
        try {
            execute("reset role");
            Set<String> created = new TreeSet<>();
            for (UserSchema schema : userSchemas()) {
                if (!notOurs.contains(schema.name())) {
                    created.add(schema.name());
                }
            }
            Schema schema = CatalogReader.read(connection, Scope.defaultSchema().with(created));
            SchemaObjects objects = schema.objects().withExtensions(extensions.created());
            return schema.withObjects(privileges ? objects : objects.withPrivilegesUnknown());
        } catch (SQLException e) {
            throw new RefusedException("What the scripts made cannot be read: " + e.getMessage(), e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private String string(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Rolls everything back. */
    @Override
    public void close() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is lost, and with it the transaction: the server has rolled it back.
            try {
                connection.close();
            } catch (SQLException ignored) {
                e.addSuppressed(ignored);
            }
        }
    }
}
