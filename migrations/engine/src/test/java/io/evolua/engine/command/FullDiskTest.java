package io.evolua.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room for the scripts: the shell's limit for the size of files stands in for a full disk. */
class FullDiskTest {

    private Path folder;

    @BeforeEach
    void create(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.createDirectories(folder.resolve("migration"));
        Files.createDirectories(folder.resolve("undo"));
    }

    @Test
    void a_script_that_cannot_be_written_leaves_no_file() throws Exception {
        write("begin", true);
        List<String> before = files();
        assertThat(write("x".repeat(3000), false)).contains("cannot be written to", "Nothing was written.");
        assertThat(files()).isEqualTo(before);
        write("goes on", true);
    }

    @Test
    void a_list_of_the_revisions_that_cannot_be_written_takes_the_scripts_along() throws Exception {
        for (int i = 100; i < 190; i++) {
            Files.writeString(folder.resolve("migration/V" + i + "__some_revision.sql"), "select 1;");
        }
        new Rehash(CommandContext.of(folder)).run();
        List<String> before = files();
        assertThat(write("one more", false)).contains("revisions.sum", "cannot be written");
        assertThat(files()).isEqualTo(before);
        CommandContext.of(folder).loadSoundScripts();
    }

    private String write(String message, boolean works) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 2; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        folder.toString(),
                        message)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(works ? 0 : FullDisk.REFUSED);
        return output;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
