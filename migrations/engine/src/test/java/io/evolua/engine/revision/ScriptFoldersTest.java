package io.evolua.engine.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several folders of scripts, and how new files are named. */
class ScriptFoldersTest {

    private static final Instant TIME = Instant.parse("2026-03-01T23:04:05Z");

    private final Path root;
    private final Path one;
    private final Path two;

    ScriptFoldersTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.one = folder("one");
        this.two = folder("two");
    }

    private Path folder(String name) throws IOException {
        Files.createDirectories(root.resolve(name).resolve("migration"));
        return root.resolve(name);
    }

    private ScriptFolders both() {
        return new ScriptFolders(List.of(one, two), FileTemplate.DEFAULT);
    }

    private static Revision write(ScriptFolders folders, String id, List<RevisionId> revises, Optional<Path> path) {
        Placement placement =
                new Placement(revises, Optional.empty(), List.of(), List.of(), Optional.of(RevisionId.of(id)), path);
        return ScriptDirectory.load(folders)
                .write(new NewRevision(
                        "some words", "select 1", "select 1", placement, Clock.fixed(TIME, ZoneOffset.UTC)));
    }

    private static Revision write(ScriptFolders folders, ZoneId zone) {
        return ScriptDirectory.load(folders)
                .write(new NewRevision("some words", "select 1", "select 1", List.of(), Clock.fixed(TIME, zone)));
    }

    @Test
    void G112_of_several_folders_the_first_revision_says_its_own_and_later_ones_go_to_their_heads() {
        assertThatThrownBy(() -> write(both(), "1", List.of(), Optional.empty()))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("several folders of scripts: " + one + ", " + two, "--path " + one);
        assertThatThrownBy(() -> write(both(), "1", List.of(), Optional.of(root.resolve("three"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("three\" is none of the folders of scripts, which are " + one + ", " + two);
        Revision first = write(both(), "1", List.of(), Optional.of(two.resolve("../two")));
        assertThat(first.up().file()).isEqualTo(two.resolve("migration/V1__some_words.sql"));
        Revision second = write(both(), "2", List.of(first.id()), Optional.empty());
        assertThat(second.down().orElseThrow().file()).isEqualTo(two.resolve("undo/U2__some_words.sql"));
        Revision third = write(both(), "3", List.of(second.id()), Optional.of(one));
        assertThat(third.up().file()).startsWith(one);
        Revision fourth = write(both(), "4", List.of(third.id()), Optional.empty());
        assertThat(fourth.up().file()).startsWith(one);
        assertThat(ScriptDirectory.load(both()).graph().order()).containsExactly(first, second, third, fourth);
        assertThat(ScriptDirectory.load(both()).rehash()).isTrue();
        assertThat(one.resolve("revisions.sum")).content().contains("2 some_words", "4 some_words");
        assertThat(two.resolve("revisions.sum")).doesNotExist();
    }

    @Test
    void scripts_without_a_header_follow_the_one_before_in_whatever_folder() throws IOException {
        Files.writeString(one.resolve("migration/V1__a.sql"), "");
        Files.writeString(two.resolve("migration/V2__b.sql"), "");
        Files.writeString(one.resolve("migration/V3__c.sql"), "");
        assertThat(ScriptDirectory.load(both()).graph().order().get(2).revises())
                .containsExactly(RevisionId.of("2"));
        Files.writeString(two.resolve("migration/V3__d.sql"), "");
        assertThatThrownBy(() -> ScriptDirectory.load(both()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Two scripts have the version 3");
    }

    @Test
    void G019_a_file_found_twice_through_overlapping_folders_is_refused_by_name() throws IOException {
        Path script = Files.writeString(one.resolve("migration/V1__a.sql"), "");
        assertThatThrownBy(() -> ScriptDirectory.load(
                        new ScriptFolders(List.of(one, two, root.resolve("two/../one")), FileTemplate.DEFAULT)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("V1__a.sql is found twice", "overlap: " + one);
        Path within = Files.createDirectories(one.resolve("migration/more/migration"));
        Files.move(script, within.resolve("V1__a.sql"));
        assertThatThrownBy(() -> ScriptDirectory.load(
                        new ScriptFolders(List.of(one, one.resolve("migration/more")), FileTemplate.DEFAULT)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("V1__a.sql is found twice");
    }

    @ParameterizedTest
    @CsvSource({
        "V{rev}__{slug},                          20260301230405, V20260301230405__some_words",
        "{year}/V{rev}__{slug}.sql,               20260301230405, 2026/V20260301230405__some_words",
        "{year}/{month}-{day}/V{rev}__{hour}_{minute}_{second}_{epoch}, 20260301230405,"
                + " 2026/03-01/V20260301230405__23_04_05_1772406245",
    })
    void G116_files_are_named_by_a_template_and_slashes_make_folders(String template, String id, String name) {
        ScriptFolders folders = ScriptFolders.of(one).withTemplate(new FileTemplate(template));
        Revision revision = write(folders, ZoneOffset.UTC);
        assertThat(revision.id()).isEqualTo(RevisionId.of(id));
        assertThat(revision.up().name()).isEqualTo(name + ".sql");
        assertThat(revision.down().orElseThrow().name()).isEqualTo(name.replace("V2", "U2") + ".sql");
        assertThat(revision.up().file()).isRegularFile();
        assertThat(ScriptDirectory.load(one).graph().order()).containsExactly(revision);
    }

    @ParameterizedTest
    @CsvSource({
        "{rev}_{slug},            gives no name that Flyway reads",
        "V{slug}__{rev},          gives no name that Flyway reads",
        "V{rev}__{slug}/,         gives no name that Flyway reads",
        "V{rev}__{slag},          Did you mean slug? Known are {rev}",
        "../V{rev}__{slug},       must name folders below migration/",
        "/V{rev}__{slug},         must name folders below migration/",
        "a//V{rev}__{slug},       must name folders below migration/",
    })
    void G116_a_template_whose_files_nobody_would_find_is_refused(String template, String why) {
        assertThatThrownBy(() -> new FileTemplate(template))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("\"" + template + "\"", why);
    }

    @Test
    void G117_the_id_is_the_time_in_a_zone() {
        Revision revision = write(
                ScriptFolders.of(one).withTemplate(new FileTemplate("{year}{month}{day}/V{rev}__{slug}")),
                TimeZones.of("Europe/Berlin"));
        assertThat(revision.up().name()).isEqualTo("20260302/V20260302000405__some_words.sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "utc", "gmt", "Europe/Berlin", "est5edt", "+02:00"})
    void G117_a_zone_is_looked_up_as_written_and_then_in_upper_case(String name) {
        assertThat(TimeZones.of(name).getId()).isEqualToIgnoringCase(name);
    }

    @Test
    void G117_an_unknown_zone_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> TimeZones.of("Europe/Berln"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("no time zone \"Europe/Berln\"", "Did you mean Europe/Berlin");
        assertThatThrownBy(() -> TimeZones.of("fake"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no time zone \"fake\"");
    }
}
