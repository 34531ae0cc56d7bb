package io.evolua.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's script, with a stand-in for Java that says what it was called with. */
class WebScriptTest {

    private static final String HEAP = "-Xmx192m";
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(home.resolve("server/config"));
        Files.writeString(home.resolve("server/config/domain.xml"), "<domain/>");
        Files.copy(Path.of("web.sh"), home.resolve("web.sh"));
        Path java = Files.writeString(
                Files.createDirectory(home.resolve("bin")).resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private List<String> options(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("web.sh").toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("EVOLUA_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    @Test
    void there_is_a_heap_unless_somebody_says_otherwise() throws IOException, InterruptedException {
        assertThat(options(Map.of())).contains(HEAP, COLLECTOR);
        assertThat(options(Map.of("EVOLUA_JAVA_MEMORY", ""))).contains(HEAP, COLLECTOR);
        assertThat(options(Map.of("JAVA_TOOL_OPTIONS", "-Dx=y"))).contains(HEAP, COLLECTOR);
        assertThat(options(Map.of("EVOLUA_JAVA_MEMORY", "-Xmx1g -XX:+UseG1GC")))
                .contains("-Xmx1g", "-XX:+UseG1GC")
                .doesNotContain(HEAP, COLLECTOR);
    }

    @Test
    void a_collector_that_was_chosen_for_java_itself_gets_no_second_one_beside_it()
            throws IOException, InterruptedException {
        for (String chosen : List.of("-XX:+UseG1GC", "-Xmx1g", "-XX:MaxRAMPercentage=50")) {
            assertThat(options(Map.of("JAVA_TOOL_OPTIONS", chosen))).doesNotContain(HEAP, COLLECTOR);
        }
    }

    @Test
    void compose_passes_on_what_only_the_script_reads() {
        Set<String> read = Pattern.compile("\\$\\{(EVOLUA_[A-Z_]+)")
                .matcher(Documents.text("web.sh"))
                .results()
                .map((MatchResult result) -> result.group(1))
                // How long an instance goes on is said once for all, beside the time that it has to end.
                .filter(name -> !name.equals("EVOLUA_DRAIN_SECONDS"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).isNotEmpty();
        for (String file : List.of("compose.yaml", "compose.instances.yaml")) {
            for (String name : read) {
                assertThat(Documents.text(file)).contains(name + ": ${" + name);
            }
        }
    }
}
