package io.evolua.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What short commands cost as whole processes: ours, the floor of the JVM, and Alembic where one is at hand. */
final class StartUp {

    private static final String OURS = "evolua";

    private final Arguments arguments;
    private final Path work;
    private final String url;

    private StartUp(Arguments arguments, Path work, String url) {
        this.arguments = arguments;
        this.work = work;
        this.url = url;
    }

    static void run(Arguments arguments) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("evolua-start-up");
        try (Server server = Server.start(work.resolve("data"))) {
            new StartUp(arguments, work, server.url("postgres")).measure();
        } finally {
            Folders.delete(work);
        }
    }

    private void measure() throws IOException, InterruptedException {
        Path cli = Path.of(arguments.text("cli").orElse("migrations/cli/target/evolua-cli.jar"))
                .toAbsolutePath();
        int rounds = arguments.number("rounds", 20);
        int revisions = arguments.number("revisions", 3);
        Optional<Alembic> alembic = Optional.empty();
        if (arguments.text("alembic").isPresent()) {
            alembic = Optional.of(
                    Alembic.prepare(arguments.text("alembic").orElseThrow(), work.resolve("alembic"), url, revisions));
        }
        Path project = Scripts.write(work.resolve("project"), revisions);
        JavaProgram ours = new JavaProgram(
                OURS, JavaProgram.SHORT, List.of("-jar", cli.toString()), project, Map.of("DATABASE_URL", url));
        ours.archived(work, "upgrade").run();
        Contestant floor = new JavaProgram(
                        "bare-jvm", JavaProgram.SHORT, List.of("-cp", ownJar(), Floor.class.getName()), work, Map.of())
                .archived(work);
        System.out.println("Mean of " + rounds + " runs in turns, " + revisions + " revisions, Java "
                + Runtime.version().feature() + ", class-data archives, C1, serial GC");
        for (String command : List.of("--help", "history", "current")) {
            List<Contestant> contestants = new ArrayList<>(List.of(ours.archived(work, command), floor));
            alembic.ifPresent(theirs -> contestants.add(theirs.contestant(command)));
            print(command, Turns.measure(contestants, rounds));
        }
    }

    private static void print(String command, Map<Contestant, Figures> measured) {
        System.out.println(command);
        List<Map.Entry<Contestant, Figures>> entries = List.copyOf(measured.entrySet());
        entries.forEach(
                entry -> System.out.println(entry.getValue().line(entry.getKey().name())));
        Figures ours = entries.get(0).getValue();
        for (Map.Entry<Contestant, Figures> other : entries.subList(1, entries.size())) {
            System.out.println(ours.ratioTo(other.getValue(), other.getKey().name()));
        }
    }

    private static String ownJar() {
        return Path.of(StartUp.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }
}
