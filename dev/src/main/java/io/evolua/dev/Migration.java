package io.evolua.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** The migration job, run as the pipeline runs it: a process of its own that gets {@code upgrade head}. */
final class Migration {

    private final Project project;
    private final Path archive;
    private final Path log;

    Migration(Project project) {
        this.project = project;
        this.archive = project.state().resolve("classes").resolve("job.jsa");
        this.log = project.log("migration");
    }

    /**
     * Brings the database up to date.
     *
     * @return what the job said
     * @throws DevException if the job failed; the message is the job's own
     */
    List<String> run(Environment environment) throws IOException, InterruptedException {
        Path archiveInMaking = archive.resolveSibling("job.jsa.new");
        Files.createDirectories(archive.getParent());
        boolean archived = Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(project.job())) > 0;
        List<String> command = Java.command(
                archived ? "-XX:SharedArchiveFile=" + archive : "-XX:ArchiveClassesAtExit=" + archiveInMaking);
        command.addAll(List.of("-jar", project.job().toString(), "upgrade", "head"));

        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment.variables());
        Process job = builder.start();
        try {
            int exit = job.waitFor();
            List<String> said = Files.readAllLines(log);
            if (exit != 0) {
                throw new DevException("The migration failed (exit code " + exit + "):"
                        + said.stream()
                                .map(line -> System.lineSeparator() + "    " + line)
                                .collect(Collectors.joining()));
            }
            if (Files.exists(archiveInMaking)) {
                Files.move(archiveInMaking, archive, StandardCopyOption.REPLACE_EXISTING);
            }
            return said;
        } finally {
            if (job.isAlive()) {
                Thread.interrupted();
                // In an orderly way: the job's transaction is rolled back by the database.
                Processes.end(job.toHandle(), 10);
            }
        }
    }
}
