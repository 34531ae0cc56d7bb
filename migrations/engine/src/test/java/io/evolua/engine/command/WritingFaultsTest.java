package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.evolua.engine.RefusedException;
import io.evolua.engine.database.DatabaseUrl;
import io.evolua.engine.testing.FaultyFiles;
import io.evolua.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Commands that write files are killed at each change of a file, or find the disk full there: all of it is there, or nothing. */
@ExtendWith(Fault.Reported.class)
class WritingFaultsTest {

    private static final int KILLED = 128 + 9;
    private static final int MORE_CHANGES_THAN_ANY_MAKES = 100;

    private final Path temporary;
    private final TestDatabase database = TestDatabase.create();
    private int folders;

    WritingFaultsTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void something() {
        database.run("create table adopted (id int primary key)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** A command, and the change of a file that it comes to. */
    private record Place(FileCommand command, int change) {}

    @Test
    void killed_at_some_changes() throws Exception {
        for (Place place : some()) {
            fault(place, FaultyFiles.Kind.KILL);
        }
    }

    @Test
    void the_disk_is_full_at_some_changes() throws Exception {
        for (Place place : some()) {
            fault(place, FaultyFiles.Kind.FULL);
        }
    }

    private static List<Place> some() {
        List<Place> places = new ArrayList<>();
        for (FileCommand command : FileCommand.values()) {
            for (int change = 1; change <= 8; change++) {
                places.add(new Place(command, change));
            }
        }
        return Point.sample(places, 3);
    }

    @Test
    @Tag("nightly")
    void killed_at_every_change() throws Exception {
        every(FaultyFiles.Kind.KILL);
    }

    @Test
    @Tag("nightly")
    void the_disk_is_full_at_every_change() throws Exception {
        every(FaultyFiles.Kind.FULL);
    }

    private void every(FaultyFiles.Kind kind) throws Exception {
        for (FileCommand command : FileCommand.values()) {
            int change = 1;
            while (fault(new Place(command, change), kind)) {
                change++;
                assertThat(change).isLessThan(MORE_CHANGES_THAN_ANY_MAKES);
            }
        }
    }

    /** Returns false if the command makes fewer changes. */
    private boolean fault(Place place, FaultyFiles.Kind kind) throws Exception {
        FileCommand command = place.command();
        Map<String, String> after = after(command);
        Path folder = prepared(command);
        Map<String, String> before = files(folder);
        Process process = new ProcessBuilder(Victim.java(
                        FaultyFiles.options(kind, place.change(), folder),
                        FileCommand.class,
                        command,
                        folder,
                        database.url()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code == 0) {
            assertThat(files(folder)).isEqualTo(after);
            return false;
        }
        (kind == FaultyFiles.Kind.KILL ? Fault.KILLED_WRITING : Fault.DISK_FULL).tried(() -> {
            assertThat(code)
                    .as(place + ": " + output)
                    .isEqualTo(kind == FaultyFiles.Kind.KILL ? KILLED : FileCommand.REFUSED);
            // Of an adoption that is refused, what init made stays.
            if (output.contains("Nothing was") && command != FileCommand.INIT_FROM_DATABASE) {
                assertThat(files(folder)).as(place + ": " + output).isEqualTo(before);
            }
            wholeOrNothing(place, folder, before, after);
        });
        return true;
    }

    /** What is seen of the scripts, and what the next run makes of it. */
    private void wholeOrNothing(Place place, Path folder, Map<String, String> before, Map<String, String> after)
            throws IOException {
        FileCommand command = place.command();
        if (Files.isDirectory(FileCommand.scripts(folder).resolve("migration"))) {
            CommandContext.of(FileCommand.scripts(folder)).loadScripts();
        }
        Map<String, String> seen = withoutDrafts(files(folder));
        if (command.isInit()) {
            Map<String, String> whole = new TreeMap<>(seen);
            whole.entrySet().removeAll(after.entrySet());
            whole.entrySet().removeAll(after(FileCommand.INIT).entrySet());
            assertThat(whole).as(place.toString()).isEmpty();
        } else {
            assertThat(seen).as(place.toString()).isIn(withoutFolders(before), withoutFolders(after));
        }
        if (command.isInit() || seen.equals(withoutFolders(before))) {
            command.run(folder, DatabaseUrl.parse(database.url()));
        }
        assertThat(withoutDrafts(files(folder))).as(place + ", and again").isEqualTo(withoutFolders(after));
        if (command != FileCommand.INIT) {
            CommandContext.of(FileCommand.scripts(folder)).loadSoundScripts();
        }
        if (command == FileCommand.INIT_FROM_DATABASE) {
            CommandContext context =
                    CommandContext.of(FileCommand.scripts(folder)).withDatabase(DatabaseUrl.parse(database.url()));
            assertThat(new Current(context).run().upToDate())
                    .as(place.toString())
                    .isTrue();
        }
    }

    @Test
    void there_is_no_room_for_some_commands() throws Exception {
        room(List.of(FileCommand.REVISION, FileCommand.INIT));
    }

    @Test
    @Tag("nightly")
    void there_is_no_room_for_any_command() throws Exception {
        room(List.of(FileCommand.values()));
    }

    /** On a disk that has only so much of it. */
    private void room(List<FileCommand> commands) throws Exception {
        Path disk = Files.createDirectories(temporary.resolve("disk"));
        assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString())
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0,
                "only an administrator can mount a small disk");
        try {
            for (FileCommand command : commands) {
                Map<String, String> after = after(command);
                boolean enough = false;
                for (int pages = 0; !enough; pages++) {
                    assertThat(pages).isLessThan(MORE_CHANGES_THAN_ANY_MAKES);
                    enough = room(command, pages, disk, after);
                }
            }
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private boolean room(FileCommand command, int pages, Path disk, Map<String, String> after) throws Exception {
        forgetAdoption();
        Path folder = Files.createDirectories(disk.resolve(command + "_" + pages));
        command.prepare(folder);
        Map<String, String> before = files(folder);
        Path filler = disk.resolve("filler");
        long room = disk.toFile().getUsableSpace() - pages * 4096L;
        Files.write(filler, new byte[(int) room]);
        try {
            command.run(folder, DatabaseUrl.parse(database.url()));
            assertThat(files(folder)).isEqualTo(after);
            return true;
        } catch (RefusedException e) {
            Fault.DISK_FULL.tried(() -> {
                if (!command.isInit() || String.valueOf(e.getMessage()).contains("Nothing was")) {
                    assertThat(withoutFolders(files(folder)))
                            .as(command + " with room for " + pages + " pages: " + e.getMessage())
                            .containsAllEntriesOf(withoutFolders(before));
                }
                Files.delete(filler);
                wholeOrNothing(new Place(command, pages), folder, before, after);
            });
            return false;
        } finally {
            Files.deleteIfExists(filler);
            delete(folder);
        }
    }

    private Map<String, String> after(FileCommand command) throws IOException {
        Path folder = command == FileCommand.INIT ? newFolder(command) : prepared(command);
        command.run(folder, DatabaseUrl.parse(database.url()));
        return files(folder);
    }

    private void forgetAdoption() {
        database.run("drop table if exists flyway_schema_history");
    }

    private Path prepared(FileCommand command) throws IOException {
        forgetAdoption();
        return newFolder(command);
    }

    private Path newFolder(FileCommand command) throws IOException {
        folders++;
        Path folder = Files.createDirectories(temporary.resolve("folder" + folders));
        command.prepare(folder);
        return folder;
    }

    /** What they hold by their names; folders too. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        Files.isDirectory(file) ? "a folder" : Files.readString(file));
            }
        }
        return files;
    }

    private static Map<String, String> withoutFolders(Map<String, String> files) {
        Map<String, String> others = new TreeMap<>(files);
        others.values().removeIf("a folder"::equals);
        return others;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Nobody reads them. */
    private static Map<String, String> withoutDrafts(Map<String, String> files) {
        Map<String, String> others = withoutFolders(files);
        others.keySet().removeIf(file -> Path.of(file).getFileName().toString().matches("\\..*\\.draft"));
        return others;
    }
}
