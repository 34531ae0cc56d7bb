package io.evolua.engine.flyway;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What Flyway's settings mean here. Those that change nothing of what happens to a database are not among them. */
final class Meaning {

    /** Ours that say the same. */
    static final Map<String, String> SAME = Map.of(
            "placeholderPrefix", "placeholder-prefix",
            "placeholderSuffix", "placeholder-suffix",
            "placeholderSeparator", "placeholder-separator",
            "placeholderReplacement", "placeholder-replacement",
            "outOfOrder", "out-of-order",
            "baselineOnMigrate", "baseline-on-migrate",
            "baselineVersion", "baseline-version",
            "baselineDescription", "baseline-description");

    /** The only value under which scripts can be read as they lie. */
    static final Map<String, String> REQUIRED = Map.of(
            "sqlMigrationPrefix", "V",
            "sqlMigrationSeparator", "__",
            "sqlMigrationSuffixes", ".sql",
            "repeatableSqlMigrationPrefix", "R",
            "baselineMigrationPrefix", "B",
            "encoding", "UTF-8");

    /** How it is here, by settings, if they have another value than that. */
    private static final Map<String, Different> DIFFERENT = different();

    /** Those that change nothing of what happens, of Flyway's own programs, or said otherwise. */
    private static final Set<String> NOTHING = Set.of(
            "batch",
            "cleanDisabled",
            "cleanOnValidationError",
            "color",
            "communityDBSupportEnabled",
            "configFileEncoding",
            "configFiles",
            "databaseType",
            "defaultSchema",
            "detectEncoding",
            "displayName",
            "driver",
            "dryRunOutput",
            "email",
            "environment",
            "failOnMissingLocations",
            "jarDirs",
            "licenseKey",
            "locations",
            "lockRetryCount",
            "loggers",
            "outputLogsInJson",
            "outputProgress",
            "outputQueryResults",
            "outputType",
            "password",
            "powershellExecutable",
            "provisionMode",
            "provisioner",
            "reportEnabled",
            "reportFilename",
            "schemaModelLocation",
            "schemaModelSchemas",
            "schemas",
            "scriptPlaceholderPrefix",
            "scriptPlaceholderSuffix",
            "stream",
            "table",
            "token",
            "url",
            "user",
            "validateMigrationNaming",
            "workingDirectory");

    private Meaning() {}

    /**
     * A setting that has no counterpart.
     *
     * @param harmless its value under which things are as here
     * @param here how they are here, and what to do
     */
    private record Different(String harmless, String here) {}

    private static Map<String, Different> different() {
        Map<String, Different> all = new TreeMap<>();
        all.put(
                "callbackLocations",
                new Different("", "callbacks run from the locations and from undo/ only: move them"));
        all.put("callbacks", new Different("", "callbacks are SQL scripts here"));
        all.put("cherryPick", new Different("", "name a revision: evolua upgrade REVISION"));
        all.put("connectRetries", new Different("0", "a connection is tried once"));
        all.put("connectRetriesInterval", new Different("120", "a connection is tried once"));
        all.put(
                "createSchemas",
                new Different("false", "schemas are not created: create them, or write it into a script"));
        all.put("errorOverrides", new Different("", "an error of the server is one"));
        all.put("executeInTransaction", new Different("true", "say it in the .conf file of the script that needs it"));
        all.put("group", new Different("false", "each script is a transaction of its own"));
        all.put(
                "ignoreMigrationPatterns",
                new Different(
                        "*:future", "applied scripts that are missing are refused: evolua repair --delete-missing"));
        all.put("initSql", new Different("", "it is not run: write it into beforeEachMigrate.sql"));
        all.put("installedBy", new Different("", "the history names the user who connects"));
        all.put("kerberosConfigFile", new Different("", "say it to the JVM: -Djava.security.krb5.conf"));
        all.put("migrationResolvers", new Different("", "scripts are found in their folders only"));
        all.put(
                "mixed",
                new Different("false", "a script that mixes says executeInTransaction=false in its .conf file"));
        all.put("resolvers", new Different("", "scripts are found in their folders only"));
        all.put(
                "skipDefaultCallbacks",
                new Different("false", "callbacks run wherever there are some: take them away"));
        all.put("skipDefaultResolvers", new Different("false", "scripts are found in their folders"));
        all.put("skipExecutingMigrations", new Different("false", "evolua stamp records scripts without running them"));
        all.put("tablespace", new Different("", "the history table lies in the default tablespace"));
        all.put("target", new Different("latest", "name it: evolua upgrade TARGET"));
        all.put("undoSqlMigrationPrefix", new Different("u", "scripts that go down begin with U: rename them"));
        all.put("validateOnMigrate", new Different("true", "scripts are always held against the history"));
        return all;
    }

    /** How it is here, if a setting says something else; the name is without {@code flyway.}. */
    static Optional<String> otherwise(String name, String value) {
        if (name.startsWith("jdbcProperties.")) {
            return Optional.of("say it in the database URL");
        }
        Different different = DIFFERENT.get(name);
        if (different != null) {
            return Optional.of(different)
                    .filter(each -> !value.toLowerCase(Locale.ROOT).equals(each.harmless()))
                    .map(Different::here);
        }
        // A name with a dot belongs to a part of Flyway with settings of its own.
        boolean known = NOTHING.contains(name)
                || SAME.containsKey(name)
                || REQUIRED.containsKey(name)
                || name.startsWith("placeholders.")
                || name.equals("postgresql.transactional.lock");
        return known ? Optional.empty() : Optional.of("it is not known here");
    }
}
