package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All changes or none, and what is left of them is made by whoever reads the folder next. */
class FileChangesTest {

    private Path folder;
    private Path list;

    @BeforeEach
    void create(@TempDir Path temporary) throws IOException {
        folder = temporary.resolve("db");
        list = folder.resolve(FileChanges.LIST);
        Files.createDirectories(folder.resolve("migration"));
    }

    @Test
    void what_is_written_and_not_committed_is_taken_back_with_its_folders() throws IOException {
        List<Path> before = files();
        try (FileChanges changes = new FileChanges(ScriptFolders.of(folder))) {
            changes.write(folder.resolve("replaced/migration/2026/V1__a.sql"), "select 1;");
            assertThat(files()).hasSizeGreaterThan(before.size());
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void changes_that_were_cut_off_are_finished_by_whoever_reads_next() throws IOException {
        Files.writeString(folder.resolve("migration/V1__old.sql"), "select 'old';");
        Files.writeString(folder.resolve("migration/V3__was_moved_already.sql"), "select 3;");
        Files.writeString(folder.resolve("migration/.V2__new.sql.4711.draft"), "select 'new';");
        Files.write(
                list,
                List.of(
                        "move\tmigration/.V3__was_moved_already.sql.4711.draft\tmigration/V3__was_moved_already.sql",
                        "move\tmigration/.V2__new.sql.4711.draft\tmigration/V2__new.sql",
                        "delete\tmigration/V1__old.sql",
                        "delete\tmigration/V0__was_deleted_already.sql"));
        assertThat(ScriptDirectory.load(folder).graph().order())
                .extracting(Revision::toString)
                .containsExactly("2 new", "3 was_moved_already");
        assertThat(files().stream()
                        .filter(Files::isRegularFile)
                        .map(Path::getFileName)
                        .map(Path::toString))
                .containsExactly("V2__new.sql", "V3__was_moved_already.sql");
    }

    @Test
    void changes_that_cannot_be_finished_are_named_and_finished_later() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("migration/V2__new.sql/folder"));
        Files.writeString(folder.resolve("migration/.draft"), "select 2;");
        Files.writeString(list, "move\tmigration/.draft\tmigration/V2__new.sql\n");
        assertThatThrownBy(() -> ScriptDirectory.load(folder))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("are being changed", FileChanges.LIST, "V2__new.sql", "Mend the reason");
        Files.delete(inTheWay);
        Files.delete(inTheWay.resolveSibling(""));
        assertThat(ScriptDirectory.load(folder).graph().order()).hasSize(1);
        assertThat(list).doesNotExist();
    }

    @Test
    void a_list_that_reaches_beyond_the_folders_is_refused(@TempDir Path elsewhere) throws IOException {
        Path other = Files.writeString(elsewhere.resolve("other"), "mine");
        Files.writeString(list, "delete\t" + other + "\n");
        assertThatThrownBy(() -> ScriptDirectory.load(folder))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(other + " lies in none of [" + folder);
        Files.writeString(list, "delete\t../../other\n");
        assertThatThrownBy(() -> ScriptDirectory.load(folder)).hasMessageContaining("lies in none of");
        Files.writeString(list, "something else\n");
        assertThatThrownBy(() -> ScriptDirectory.load(folder)).hasMessageContaining("is no change");
        assertThat(other).hasContent("mine");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
