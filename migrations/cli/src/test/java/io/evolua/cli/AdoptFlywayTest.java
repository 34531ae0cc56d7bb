package io.evolua.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.cli.Shell.Ran;
import io.evolua.engine.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code init} where Flyway has been before. */
class AdoptFlywayTest {

    private static final String LOCATION = "src/main/resources/db/migration/";

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    @Test
    void scripts_where_maven_has_them_are_used_where_they_lie() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("init").code()).isZero();
            assertThat(folder.resolve("evolua.properties")).content().contains("scripts=src/main/resources/db\n");
            assertThat(folder.resolve("src/main/resources/db/undo")).isDirectory();
            assertThat(folder.resolve("db")).doesNotExist();
            assertThat(shell.run("upgrade").code()).isZero();
            assertThat(shell.run("current").out()).contains("1");
        }
    }

    @Test
    void what_flyway_conf_says_is_not_said_twice() throws IOException {
        write("sql/migration/V1__a.sql", "create table #{name} ();");
        write("flyway.conf", """
                flyway.locations=filesystem:sql/migration
                flyway.table=history
                flyway.defaultSchema=public
                flyway.placeholders.name=users
                flyway.placeholderPrefix=#{
                flyway.user=somebody
                """);
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            assertThat(shell.run("init").code()).isZero();
            assertThat(folder.resolve("evolua.properties"))
                    .content()
                    .contains(
                            "scripts=sql\n",
                            "history-table=public.history",
                            "placeholder-prefix=#{",
                            "placeholders.name=users")
                    .doesNotContain("somebody");
            assertThat(shell.run("upgrade").code()).isZero();
            database.run("select from users; select from public.history");
        }
    }

    @Test
    void flyway_toml_is_read_with_the_environment_in_use_and_what_is_kept_to_oneself() throws IOException {
        write("sql/V1__a.sql", "create table ${name} ();");
        write("flyway.toml", """
                id = "f00"
                [flyway]
                environment = "here"
                locations = ["filesystem:sql"] # with the default name of its command line
                table = 'history'
                baselineOnMigrate = true
                baselineVersion = "0.5"
                group = true
                validateMigrationNaming = true

                [flyway.placeholders]
                name = "nobody"

                [environments.here]
                url = "jdbc:postgresql://localhost/x"
                schemas = [ "public" ]
                initSql = "select 1"

                [environments.there]
                schemas = [ "elsewhere" ]
                """);
        write("flyway.user.toml", "[flyway.placeholders]\nname = \"users\"\n");
        try (TestDatabase database = TestDatabase.create()) {
            database.run("create table before ()");
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            Ran init = shell.run("init");
            assertThat(init.code()).isZero();
            assertThat(init.err()).isEqualTo("""
                    flyway.group=true: each script is a transaction of its own.
                    flyway.initSql=select 1: it is not run: write it into beforeEachMigrate.sql.
                    """);
            assertThat(folder.resolve("evolua.properties")).content().endsWith("""
                    baseline-on-migrate=true
                    baseline-version=0.5
                    history-table=public.history
                    placeholders.name=users
                    """);
            assertThat(shell.run("upgrade").err()).contains("begins with a baseline at version 0.5");
            database.run("select from users; select from public.history");
        }
    }

    @Test
    void several_locations_are_several_folders_of_scripts() throws IOException {
        write("sql/V1__a.sql", "create table a ();");
        write("sql/more/V2__b.sql", "create table b ();");
        write("modules/one/migration/V3__c.sql", "create table c ();");
        write(LOCATION + "V4__d.sql", "create table d ();");
        write("flyway.conf", """
                flyway.locations=filesystem:sql, filesystem:sql/more,filesystem:modules/one/migration,\\
                  classpath:db/migration,filesystem:gone
                """);
        try (TestDatabase database = TestDatabase.create()) {
            Shell shell = new Shell(folder).with("DATABASE_URL", database.url());
            Ran init = shell.run("init");
            assertThat(init.err()).contains("there is no filesystem:gone", "lies within");
            assertThat(folder.resolve("evolua.properties"))
                    .content()
                    .contains("scripts="
                            + String.join(File.pathSeparator, "sql", "modules/one", "src/main/resources/db"));
            assertThat(shell.run("upgrade").code()).isZero();
            assertThat(shell.run("history").out()).hasLineCount(4).doesNotContain("pending");
            assertThat(shell.run("revision", "--path", "sql", "--head", "4", "-m", "more")
                            .code())
                    .isZero();
            assertThat(folder.resolve("sql-undo")).isDirectoryContaining("glob:**__more.sql");
        }
    }

    @Test
    void a_location_of_classes_is_a_package() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        write("src/main/java/db/migration/V2__b.java", "");
        write("src/main/java/com/acme/changes/V3__c.java", "");
        write("flyway.conf", "flyway.locations=classpath:db/migration,classpath:/com/acme/changes\n");
        assertThat(new Shell(folder).run("init").err()).isEmpty();
        assertThat(folder.resolve("evolua.properties"))
                .content()
                .contains("scripts=src/main/resources/db\n")
                .endsWith("migration-packages=db.migration,com.acme.changes\n");
    }

    @Test
    void what_is_otherwise_here_is_said_and_what_cannot_be_read_is_refused() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        write("flyway.conf", """
                flyway.schemas=app,other
                flyway.createSchemas=true
                flyway.placeholders.secret=${SECRET}
                flyway.outOfOrder=TRUE
                flyway.target=latest
                flyway.validateOnMigrate=false
                flyway.cleanDisabled=true
                flyway.jdbcProperties.ssl=true
                flyway.oracle.sqlplus=true
                """);
        Ran init = new Shell(folder).run("init");
        assertThat(init.code()).isZero();
        assertThat(init.err()).isEqualTo("""
                flyway.createSchemas=true: schemas are not created: create them, or write it into a script.
                flyway.jdbcProperties.ssl=true: say it in the database URL.
                flyway.oracle.sqlplus=true: it is not known here.
                flyway.placeholders.secret is resolved by Flyway: say it in the environment, as EVOLUA_PLACEHOLDERS_SECRET.
                flyway.validateOnMigrate=false: scripts are always held against the history.
                flyway.defaultSchema, flyway.schemas: Flyway creates app and runs scripts in it. Create it, and say it in \
                the database URL: currentSchema=app.
                """);
        assertThat(folder.resolve("evolua.properties"))
                .content()
                .contains("history-table=app.flyway_schema_history", "out-of-order=true")
                .doesNotContain("secret");
    }

    @Test
    void a_location_that_must_be_there_is_missed() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        write("flyway.toml", """
                [flyway]
                locations = ["classpath:db/migration", "filesystem:gone"]
                failOnMissingLocations = true
                undoSqlMigrationPrefix = "D"
                """);
        Ran refused = new Shell(folder).run("init");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("filesystem:gone is not there", "Nothing was written");
        Files.createDirectories(folder.resolve("gone/migration"));
        write("flyway.toml", Files.readString(folder.resolve("flyway.toml")).replace("gone", "gone/migration"));
        assertThat(new Shell(folder).run("init").err())
                .isEqualTo("flyway.undoSqlMigrationPrefix=D: scripts that go down begin with U: rename them.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flyway.locations=filesystem:sql/*/x  | has a wildcard",
                "flyway.locations=s3:bucket           | no folder of this machine",
                "flyway.locations=filesystem:nowhere  | there is no such folder",
                "flyway.locations=filesystem:sql      | holds no script itself",
                "flyway.sqlMigrationPrefix=X          | flyway.sqlMigrationPrefix=X, and scripts are read with V only",
                "flyway.sqlMigrationSuffixes=.sql,.pg | read with .sql only",
                "flyway.encoding=ISO-8859-1           | read with UTF-8 only"
            })
    void what_cannot_be_taken_as_it_lies_is_refused(String setting, String reason) throws IOException {
        write("sql/deep/V1__a.sql", "create table a ();");
        write("flyway.conf", setting + "\n");
        Ran ran = new Shell(folder).run("init");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains(reason, "flyway.conf", "Nothing was written");
        assertThat(folder.resolve("evolua.properties")).doesNotExist();
    }

    @Test
    void a_folder_that_is_named_goes_before() throws IOException {
        write(LOCATION + "V1__a.sql", "create table a ();");
        assertThat(new Shell(folder).run("init", "--scripts", "db").code()).isZero();
        assertThat(folder.resolve("db/migration")).isDirectory();
    }
}
