package io.evolua.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.evolua.dev.standin.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code evolua} in a project of its own, whose build is a stand-in that is quick and tells what it was asked. */
class LauncherTest {

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path folder;

    private Path root;
    private Path tools;
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectory(folder.resolve("my project"));
        Files.copy(Path.of("../evolua"), root.resolve("evolua"));
        executable(root.resolve("evolua"));
        for (String source : List.of("migrations/engine", "migrations/cli", "persistence", "domain")) {
            Files.createDirectories(root.resolve(source).resolve("src/main"));
            write(source + "/pom.xml", "");
            write(source + "/src/main/A.java", "");
        }
        write("migrations/pom.xml", "");
        write("pom.xml", "");
        Archives.executableJar(root.resolve("built.jar"), Cli.class);
        script("mvnw", """
                #!/bin/sh
                printf '%s\\n' "$*" >>builds
                echo '[INFO] Building Evolua :: CLI 1.0 [1/1]'
                if [ -f broken ]; then echo '[ERROR] A.java: no good'; exit 1; fi
                mkdir -p migrations/cli/target migrations/job/target web/target dev/target
                case $* in
                    *migrations/cli*) cp built.jar migrations/cli/target/evolua-cli.jar ;;
                    *dev*) for made in web/target/evolua.war migrations/job/target/evolua-job.jar \
                        dev/target/payara-micro.jar dev/target/evolua-dev.jar; do cp built.jar $made; done ;;
                esac
                echo '[INFO] BUILD SUCCESS'
                """);
        // The tools that the script uses, without any java beside them.
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "find", "grep", "sed", "readlink", "mkdir", "mv", "rm", "cp")) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place + tool));
                }
            }
        }
        environment.put("PATH", tools.toString());
        environment.put("JAVA_HOME", JAVA_HOME);
    }

    /** Links to the outside, which the folder's removal would warn of. */
    @AfterEach
    void removeTools() throws IOException {
        try (Stream<Path> links = Files.list(tools)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void builds_what_is_missing_or_older_than_its_sources_and_nothing_else() throws Exception {
        assertThat(evolua(0, "upgrade", "head"))
                .startsWith("Building migrations/cli,persistence (")
                .contains("\n  Evolua :: CLI 1.0 [1/1]\narguments [upgrade, head]\n");
        assertThat(Files.readString(root.resolve("builds")))
                .isEqualTo("-B -ntp -pl migrations/cli,persistence -am package -Dmaven.test.skip=true"
                        + " -Dspotless.check.skip -Djacoco.skip\n");

        assertThat(evolua(0, "upgrade", "head")).startsWith("arguments [upgrade, head]\n");

        touch("domain/src/main/A.java");
        assertThat(evolua(0, "upgrade", "head")).startsWith("Building persistence (");
        touch("migrations/engine/src/main/A.java");
        assertThat(evolua(0, "upgrade", "head")).startsWith("Building migrations/cli (");
        assertThat(evolua(0, "upgrade", "head")).startsWith("arguments [upgrade, head]\n");
    }

    @Test
    void builds_what_the_service_needs() throws Exception {
        assertThat(evolua(0, "dev", "--port", "9090"))
                .startsWith("Building web,migrations/job,dev (")
                .contains("arguments [--port, 9090]\n");
        assertThat(evolua(0, "dev")).startsWith("arguments []\n");
        assertThat(root.resolve(".evolua"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".new"));
    }

    @Test
    void shows_why_a_build_failed_and_tries_again_the_next_time() throws Exception {
        write("broken", "");
        assertThat(evolua(3, "history"))
                .contains("[ERROR] A.java: no good\n", "The build failed.")
                .doesNotContain("arguments");
        Files.delete(root.resolve("broken"));
        assertThat(evolua(0, "history")).contains("Building", "arguments [history]");
    }

    @Test
    void passes_arguments_and_exit_code_on_and_gives_way_to_the_program() throws Exception {
        evolua(0, "upgrade");
        environment.put("CLI_EXIT", "2");
        try (Run run = start(root, root.resolve("evolua"), "revision", "-m", "two words", "*", "")) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.said())
                    .startsWith("arguments [revision, -m, two words, *, ]\nprocess "
                            + run.handle().pid() + "\n");
        }
    }

    @Test
    void works_from_any_directory_and_through_a_link() throws Exception {
        write("evolua.properties", "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my project/evolua"));
        for (Path elsewhere : List.of(Path.of("/"), folder, root)) {
            try (Run run = start(elsewhere, link, "upgrade", "head")) {
                assertThat(run.exit()).isZero();
                assertThat(run.said()).contains("arguments [upgrade, head]\n");
            }
        }
        // Not in the root, and still in this project: its settings are meant.
        try (Run run = start(root.resolve("migrations/cli"), Path.of("../../evolua"), "upgrade", "head")) {
            assertThat(run.exit()).isZero();
            assertThat(run.said())
                    .startsWith("arguments [upgrade, head, --config, "
                            + root.toRealPath().resolve("evolua.properties") + "]\n");
        }
    }

    @Test
    void uses_the_database_of_the_service_that_runs_unless_another_one_is_named() throws Exception {
        assertThat(evolua(0, "upgrade")).contains("\ndatabase null\n");
        Files.writeString(root.resolve(".evolua/database-url"), "postgresql://here\n");
        assertThat(evolua(0, "upgrade")).contains("\ndatabase postgresql://here\n");
        write(".env", "# comment\nDATABASE_URL=postgresql://there\n");
        assertThat(evolua(0, "upgrade")).contains("\ndatabase null\n");
        environment.put("DATABASE_URL", "postgresql://elsewhere");
        assertThat(evolua(0, "upgrade")).contains("\ndatabase postgresql://elsewhere\n");
    }

    @Test
    void records_what_a_reading_command_loads_for_its_next_start() throws Exception {
        assertThat(evolua(0, "history")).contains("-XX:DumpLoadedClassList=");
        assertThat(evolua(0, "history"))
                .contains("-XX:SharedArchiveFile=", "history.jsa")
                .doesNotContain("Building", "[warning]");
        assertThat(evolua(0, "upgrade")).contains("history.jsa");

        environment.put("CLI_EXIT", "3");
        assertThat(evolua(3, "current")).contains("-XX:DumpLoadedClassList=");
        assertThat(evolua(3, "current")).as("a failure is no model").contains("-XX:DumpLoadedClassList=");
        environment.remove("CLI_EXIT");

        touch("migrations/cli/src/main/A.java");
        assertThat(evolua(0, "history")).contains("Building", "-XX:DumpLoadedClassList=");
    }

    @Test
    void makes_an_archive_of_what_a_writing_command_noted_when_it_is_started_again() throws Exception {
        assertThat(evolua(0, "upgrade")).contains("-XX:DumpLoadedClassList=").doesNotContain("upgrade.jsa ");
        assertThat(evolua(0, "upgrade"))
                .as("it came to nothing, and is no model")
                .contains("-XX:DumpLoadedClassList=");

        Path noted = find(root.resolve(".evolua/classes"), "upgrade.jsa.classes");
        Files.writeString(noted, "io/evolua/engine/history/Runner\n", StandardOpenOption.APPEND);
        assertThat(evolua(0, "upgrade"))
                .contains("-XX:SharedArchiveFile=", "upgrade.jsa")
                .doesNotContain("-XX:DumpLoadedClassList=", "[warning]");
        assertThat(noted).doesNotExist();
    }

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void says_when_there_is_no_jdk() throws Exception {
        environment.remove("JAVA_HOME");
        assertThat(evolua(3, "history"))
                .startsWith("evolua needs a JDK, version 17 or later, and found none.\nInstall one ");
        environment.put("JAVA_HOME", "/nowhere");
        assertThat(evolua(3, "history")).contains("found none. JAVA_HOME names no JDK (/nowhere).\n");
    }

    @Test
    void says_when_the_jdk_is_too_old() throws Exception {
        environment.put("JAVA_HOME", jdk("11.0.2").toString());
        assertThat(evolua(3, "dev")).contains("JAVA_HOME is Java 11.0.2 (");
        environment.put("JAVA_HOME", jdk("1.8.0_292").toString());
        assertThat(evolua(3, "dev")).contains("JAVA_HOME is Java 1.8.0_292 (");
    }

    @Test
    void finds_the_jdk_on_the_path_when_java_home_is_of_no_use() throws Exception {
        environment.put("JAVA_HOME", jdk("11.0.2").toString());
        environment.put("PATH", tools + ":" + JAVA_HOME + "/bin");
        assertThat(evolua(0, "upgrade")).contains("arguments [upgrade]");
        environment.remove("JAVA_HOME");
        Files.createSymbolicLink(tools.resolve("java"), Path.of(JAVA_HOME, "bin/java"));
        environment.put("PATH", tools.toString());
        assertThat(evolua(0, "upgrade")).contains("arguments [upgrade]");
    }

    @Test
    void needs_a_compiler_only_for_building() throws Exception {
        Path runtime = jdk("17.0.1");
        environment.put("JAVA_HOME", runtime.toString());
        assertThat(evolua(3, "history"))
                .contains("Building needs a JDK, and " + runtime + " is a runtime only: it has no javac.");
        environment.put("JAVA_HOME", JAVA_HOME);
        evolua(0, "upgrade");
        environment.put("JAVA_HOME", runtime.toString());
        assertThat(evolua(0, "upgrade")).isEqualTo("runtime\n");
    }

    /** A folder that looks like a Java of that version. */
    private Path jdk(String version) throws IOException {
        Path home = folder.resolve("java " + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho runtime\n");
        executable(home.resolve("bin/java"));
        return home;
    }

    private String evolua(int exit, String... arguments) throws IOException, InterruptedException {
        try (Run run = start(root, Path.of("./evolua"), arguments)) {
            assertThat(run.exit()).as(run.said()).isEqualTo(exit);
            return run.said();
        }
    }

    private Run start(Path from, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return Run.start(command, from, environment);
    }

    private void script(String name, String text) throws IOException {
        write(name, text);
        executable(root.resolve(name));
    }

    /** Older than anything that is built from it. */
    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
        Files.setLastModifiedTime(
                root.resolve(name), FileTime.from(Instant.now().minusSeconds(60)));
    }

    /** Newer than anything that was built before, older than anything built from now on. */
    private void touch(String name) throws IOException, InterruptedException {
        Path stamp = root.resolve("migrations/cli/target/evolua-cli.jar");
        FileTime built = Files.getLastModifiedTime(stamp);
        do {
            Thread.sleep(5);
            Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.now()));
        } while (Files.getLastModifiedTime(root.resolve(name)).compareTo(built) <= 0);
        Thread.sleep(5);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
