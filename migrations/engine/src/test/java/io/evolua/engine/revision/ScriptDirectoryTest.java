package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptDirectoryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private Path root;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        root = folder;
        Files.createDirectories(root.resolve("migration"));
    }

    @Test
    void a_flyway_project_without_headers_is_a_line_in_version_order() throws IOException {
        write("migration/V2__b.sql", "select 2;");
        write("migration/V10__c.sql", "select 3;");
        write("migration/V1.5__a_a.sql", "select 1;");
        RevisionGraph graph = ScriptDirectory.load(root).graph();
        assertThat(graph.order()).extracting(Revision::toString).containsExactly("1.5 a_a", "2 b", "10 c");
        assertThat(graph.order().get(2).revises()).containsExactly(RevisionId.of("2"));
        assertThat(graph.order().get(0).message()).isEqualTo("a a");
        assertThat(graph.order().get(0).down()).isEmpty();
    }

    @Test
    void headers_make_the_graph() throws IOException {
        write("migration/V1__a.sql", "-- message: The first, at last\r\n-- revises: base\r\n\r\nselect 1;");
        write("migration/V2__b.sql", "-- A licence\n\n--revises:1\n-- branch: left\nselect 1;");
        write("migration/V3__c.sql", "-- Revises: 1\nselect 1;\n-- revises: 2\n");
        write("migration/V4__d.sql", "-- revises: 3, 2\n-- depends-on: 1");
        RevisionGraph graph = ScriptDirectory.load(root).graph();
        assertThat(graph.order().get(0).message()).isEqualTo("The first, at last");
        assertThat(graph.order().get(0).isBase()).isTrue();
        assertThat(graph.order().get(1).branch()).contains("left");
        assertThat(graph.order().get(2).revises()).containsExactly(RevisionId.of("1"));
        assertThat(graph.order().get(3).revises()).containsExactly(RevisionId.of("2"), RevisionId.of("3"));
        assertThat(graph.order().get(3).dependsOn()).containsExactly(RevisionId.of("1"));
        assertThat(new RevisionNames(graph).resolve("left").id()).hasToString("2");
    }

    @Test
    void a_new_revision_is_a_pair_of_files() throws IOException {
        ScriptDirectory directory = ScriptDirectory.load(root);
        Revision first = directory.write(new NewRevision(
                " Create users\n table ", "create table users ();\n\n", "drop table users;", List.of(), CLOCK));
        assertThat(first).hasToString("20260301120000 create_users_table");
        assertThat(root.resolve("migration/V20260301120000__create_users_table.sql"))
                .hasContent("-- message: Create users table\n-- revises: base\n\ncreate table users ();\n");
        assertThat(root.resolve("undo/U20260301120000__create_users_table.sql"))
                .hasContent("-- Takes back V20260301120000__create_users_table.sql\n\ndrop table users;\n");

        Revision second = ScriptDirectory.load(root)
                .write(new NewRevision("second", "select 1", "select 1", List.of(first.id()), CLOCK));
        assertThat(second.id()).hasToString("20260301120001");
        assertThat(ScriptDirectory.load(root).graph().order()).containsExactly(first, second);
        assertThat(files()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "20260301115959,20260301120000",
        "20261231235959,20270101000000",
        "99999999999999,100000000000000",
        "7.1,20260301120000"
    })
    void a_new_id_is_greater_than_all_there_are(String existing, String expected) throws IOException {
        write("migration/V" + existing + "__x.sql", "select 1;");
        Revision written = ScriptDirectory.load(root)
                .write(new NewRevision("new", "select 1", "select 1", List.of(RevisionId.of(existing)), CLOCK));
        assertThat(written.id()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Create the users' table!       | create_the_users_table
            Añade Straße nº 2              | anade_strasse_no_2
            a very long message that goes on and on and on | a_very_long_message_that_goes_on_and_on
            abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz | abcdefghijklmnopqrstuvwxyzabcdefghijklmn
            Ação                           | acao
            """)
    void slugs(String message, String slug) {
        assertThat(Slug.of(message)).isEqualTo(slug);
    }

    @Test
    void nothing_is_written_that_cannot_be_written_whole() throws IOException {
        write("undo", "a file where the folder should be");
        ScriptDirectory directory = ScriptDirectory.load(root);
        assertThatThrownBy(() -> directory.write(new NewRevision("x", "select 1", "select 1", List.of(), CLOCK)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nothing was written");
        assertThat(files()).containsExactly("undo");
        assertThatThrownBy(() -> new NewRevision(" ?! ", "", "", List.of(), CLOCK))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> directory.write(new NewRevision("x", "", "", List.of(RevisionId.of("4")), CLOCK)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot follow 4");
    }

    @Test
    void if_the_second_file_cannot_be_put_in_place_the_first_goes_again() throws IOException {
        ScriptDirectory directory = ScriptDirectory.load(root);
        write("migration/V20260301120000__x.sql/in_the_way", "");
        assertThatThrownBy(() -> directory.write(new NewRevision("x", "select 1", "select 1", List.of(), CLOCK)))
                .isInstanceOf(RefusedException.class);
        assertThat(files()).containsExactly("migration/V20260301120000__x.sql/in_the_way");
    }

    @Test
    void every_problem_is_named_at_once() throws IOException {
        write("migration/V1__a.sql", "select 1;");
        write("migration/sub/V1.0__b.sql", "select 1;");
        write("migration/V2_x.sql", "select 1;");
        write("migration/v3__lower.sql", "select 1;");
        write("migration/V4__bad_header.sql", "-- revises: create_users");
        write("migration/V5__latin1.sql", "x");
        Files.write(root.resolve("migration/V5__latin1.sql"), "-- ação".getBytes(StandardCharsets.ISO_8859_1));
        write("migration/V6__conf.sql", "");
        write("migration/V6__conf.sql.conf", "executeInTransaction=perhaps");
        write("undo/U9__orphan.sql", "select 1;");
        write("undo/V10__wrong_folder.sql", "select 1;");
        assertThatThrownBy(() -> ScriptDirectory.load(root))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(
                        "Two scripts have the version 1",
                        "V2_x.sql is not named as Flyway wants it",
                        "v3__lower.sql is not named as Flyway wants it",
                        "V4__bad_header.sql:1: \"revises: create_users\" must name revisions by their ids",
                        "V5__latin1.sql is not UTF-8",
                        "executeInTransaction must be true or false, not perhaps",
                        "U9__orphan.sql takes back version 9",
                        "V10__wrong_folder.sql goes up");
    }

    @Test
    void a_folder_that_is_none_is_told_from_an_empty_one() {
        assertThat(ScriptDirectory.load(root).graph().isEmpty()).isTrue();
        assertThatThrownBy(() -> ScriptDirectory.load(root.resolve("nowhere")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("evolua init");
        assertThatThrownBy(() -> ScriptDirectory.load(root.resolve("migration")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Name the folder above it");
    }

    @Test
    void other_files_are_passed_over_and_scripts_among_them_named() throws IOException {
        write("migration/README.md", "");
        write("migration/R__views.sql", "");
        write("migration/Views.sql", "");
        write("migration/afterMigrate.sql", "");
        ScriptDirectory directory = ScriptDirectory.load(root);
        assertThat(directory.graph().isEmpty()).isTrue();
        assertThat(directory.skipped()).containsExactly("Views.sql");
    }

    @Test
    void scripts_in_a_jar_are_read_and_not_written() throws IOException {
        Path jar = root.resolve("job.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/db/migration/sub"));
            Files.createDirectories(zip.getPath("/db/undo"));
            Files.writeString(zip.getPath("/db/migration/sub/V1__a.sql"), "select 1;\n");
            Files.writeString(zip.getPath("/db/undo/U1__a.sql"), "select 2;\n");
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            ScriptDirectory directory = ScriptDirectory.load(zip.getPath("/db"));
            Revision revision = directory.graph().order().get(0);
            assertThat(revision.up().name()).isEqualTo("sub/V1__a.sql");
            assertThat(revision.down().map(Script::text)).isEqualTo(Optional.of("select 2;\n"));
            assertThatThrownBy(() -> directory.write(new NewRevision("x", "", "", List.of(), CLOCK)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("no script can be written");
        }
    }

    @Test
    void a_script_that_changes_after_it_was_loaded_is_not_run() throws IOException {
        write("migration/V1__a.sql", "select 1;");
        Script script = ScriptDirectory.load(root).graph().order().get(0).up();
        write("migration/V1__a.sql", "select 2;");
        assertThatThrownBy(script::text).isInstanceOf(RefusedException.class).hasMessageContaining("was changed");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
