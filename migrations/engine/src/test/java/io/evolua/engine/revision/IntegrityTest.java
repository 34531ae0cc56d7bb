package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line over the script directory. */
class IntegrityTest {

    private Path root;
    private Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        root = folder;
        Files.createDirectories(root.resolve("migration"));
        up("1", "users", "");
        ScriptDirectory.load(root).rehash();
    }

    private void up(String version, String slug, String header) throws IOException {
        Files.writeString(root.resolve("migration/V" + version + "__" + slug + ".sql"), header + "select 1;\n");
    }

    private String sum() throws IOException {
        return Files.readString(root.resolve("revisions.sum"));
    }

    private Revision write(String message, String after) {
        clock = Clock.offset(clock, Duration.ofSeconds(1));
        return ScriptDirectory.load(root)
                .write(new NewRevision(message, "select 1;", "select 1;", List.of(RevisionId.of(after)), clock));
    }

    @Test
    void a_new_revision_is_a_new_line_at_the_end() throws IOException {
        Revision written = write("more", "1");
        assertThat(sum().lines().skip(2)).containsExactly("1 users revises base", written.id() + " more revises 1");
        assertThatCode(() -> ScriptDirectory.load(root).requireIntegrity()).doesNotThrowAnyException();
    }

    @Test
    void two_branches_change_the_same_line_so_that_git_sees_a_conflict() throws Exception {
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("commit", "-qm", "start");
        git("checkout", "-qb", "theirs");
        write("theirs", "1");
        git("add", "-A");
        git("commit", "-qm", "theirs");
        git("checkout", "-q", "main");
        write("ours", "1");
        git("add", "-A");
        git("commit", "-qm", "ours");
        assertThat(git("merge", "theirs")).isNotZero();
        assertThatThrownBy(() -> ScriptDirectory.load(root).requireIntegrity())
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("conflict marks", "evolua rehash", "evolua merge");
        assertThat(ScriptDirectory.load(root).rehash()).isTrue();
        assertThatCode(() -> ScriptDirectory.load(root).requireIntegrity()).doesNotThrowAnyException();
        assertThat(ScriptDirectory.load(root).graph().heads()).hasSize(2);
    }

    private int git(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void a_script_more_or_less_or_moved_is_named() throws IOException {
        write("more", "1");
        up("2", "stray", "");
        assertThatThrownBy(() -> write("x", "1")).hasMessageContaining("revision 2 is not listed");
        Files.delete(root.resolve("migration/V2__stray.sql"));
        Files.delete(root.resolve("migration/V1__users.sql"));
        up("3", "begin", "-- revises: base\n");
        assertThatThrownBy(() -> ScriptDirectory.load(root).requireIntegrity()).isInstanceOf(RefusedException.class);
    }

    @Test
    void another_place_in_the_graph_is_named_and_other_statements_are_not() throws IOException {
        up("2", "more", "");
        ScriptDirectory.load(root).rehash();
        up("2", "more", "-- a comment\nselect 2;");
        assertThatCode(() -> ScriptDirectory.load(root).requireIntegrity()).doesNotThrowAnyException();
        up("2", "more", "-- revises: base\n-- branch: b\n");
        assertThatThrownBy(() -> ScriptDirectory.load(root).requireIntegrity())
                .hasMessageContaining(
                        "it says \"2 more revises 1\", and the script says \"2 more revises base branch b\"");
        up("2", "more", "");
        Files.writeString(root.resolve("revisions.sum"), sum().replaceFirst("sum .", "sum x"));
        assertThatThrownBy(() -> ScriptDirectory.load(root).requireIntegrity())
                .hasMessageContaining("it was changed by hand");
    }

    @Test
    void a_folder_without_the_file_is_left_without() throws IOException {
        Files.delete(root.resolve("revisions.sum"));
        write("more", "1");
        assertThat(root.resolve("revisions.sum")).doesNotExist();
        assertThat(ScriptDirectory.load(root).rehash()).isTrue();
        assertThat(ScriptDirectory.load(root).rehash()).isFalse();
    }
}
