package io.evolua.engine.revision;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the scripts of a folder, collecting every problem before it complains. */
final class ScriptLoader {

    private final List<ScriptRoot> roots;
    private final Placeholders placeholders;
    private final OtherScripts.Builder others = new OtherScripts.Builder();
    private boolean asksDatabase;
    private final List<String> problems = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Map<RevisionId, Found> ups = new TreeMap<>();
    private final Map<RevisionId, Found> downs = new TreeMap<>();

    private record Found(ScriptName name, Path file, Script script, ScriptHeader header) {}

    ScriptLoader(List<ScriptRoot> roots, Placeholders placeholders) {
        this.roots = roots;
        this.placeholders = placeholders;
    }

    boolean asksDatabase() {
        return asksDatabase;
    }

    OtherScripts others() {
        return others.build();
    }

    List<String> skipped() {
        return skipped;
    }

    /** What is in force, and what it was made of. */
    record Loaded(List<Revision> revisions, List<Squashed> squashed) {}

    Loaded load() {
        List<Revision> all = scanned();
        Map<RevisionId, Revision> originals = originals();
        Set<RevisionId> replaced = new TreeSet<>();
        for (Revision revision : all) {
            revision.replaces().stream().filter(id -> !id.equals(revision.id())).forEach(replaced::add);
        }
        all.stream()
                .filter(revision -> replaced.contains(revision.id()))
                .forEach(r -> originals.putIfAbsent(r.id(), r));
        List<Revision> inForce = all.stream()
                .filter(revision -> !replaced.contains(revision.id()))
                .toList();
        return new Loaded(
                inForce,
                inForce.stream()
                        .filter(revision -> !revision.replaces().isEmpty())
                        .map(revision -> new Squashed(
                                revision,
                                revision.replaces().stream()
                                        .flatMap(id -> Optional.ofNullable(originals.get(id)).stream())
                                        .toList()))
                        .toList());
    }

    private Map<RevisionId, Revision> originals() {
        List<ScriptRoot> folders = roots.stream()
                .map(root -> ScriptRoot.of(root.replaced()))
                .filter(root -> Files.isDirectory(root.up()))
                .toList();
        Map<RevisionId, Revision> originals = new TreeMap<>();
        new ScriptLoader(folders, placeholders).scanned().forEach(revision -> originals.put(revision.id(), revision));
        return originals;
    }

    private List<Revision> scanned() {
        for (ScriptRoot root : roots) {
            scan(root.up(), true);
            scan(root.down(), false);
        }
        for (Map.Entry<RevisionId, Found> down : downs.entrySet()) {
            if (!ups.containsKey(down.getKey())) {
                problems.add(down.getValue().file() + " takes back version " + down.getKey()
                        + ", and no script that goes up has it.");
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
        List<Revision> revisions = new ArrayList<>();
        RevisionId previous = null;
        for (Found up : ups.values()) {
            List<RevisionId> before = previous == null ? List.of() : List.of(previous);
            revisions.add(revision(up, before));
            previous = up.name().id();
        }
        return revisions;
    }

    private Revision revision(Found up, List<RevisionId> previous) {
        ScriptHeader header = up.header();
        Found down = downs.get(up.name().id());
        return new Revision(
                up.name().id(),
                up.name().description(),
                header.message().orElse(up.name().description().replace('_', ' ')),
                header.revises() == null ? previous : header.revises(),
                header.revises() != null,
                header.branch(),
                header.dependsOn(),
                header.replaces(),
                up.script(),
                Optional.ofNullable(down).map(Found::script));
    }

    private void scan(Path folder, boolean goesUp) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<Path> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(all::add);
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(folder + " cannot be read (" + e.getMessage() + ").", e);
        }
        for (Path file : all) {
            String name = String.valueOf(file.getFileName());
            if (!name.endsWith(".sql") && !ScriptName.meantAsOne(name)) {
                continue;
            }
            Optional<ScriptName> parsed = ScriptName.parse(name);
            if (parsed.isPresent()) {
                read(folder, goesUp, file, parsed.get(), all);
            } else if (ScriptName.meantAsOne(name)) {
                problems.add(file + " is not named as Flyway wants it: V<version>__<words>.sql, with a version of"
                        + " numbers joined by dots, two underscores, and letters in this case.");
            } else if (!others.take(name, goesUp, () -> script(folder, file, OtherScripts.description(name), all))) {
                skipped.add(folder.relativize(file).toString());
            }
        }
    }

    private void read(Path folder, boolean up, Path file, ScriptName name, Set<Path> all) {
        boolean goesUp = name.kind() == 'V';
        if (goesUp && !up) {
            problems.add(file + " goes up: it does not belong into " + folder + ".");
            return;
        }
        Map<RevisionId, Found> known = goesUp ? ups : downs;
        try {
            byte[] bytes = Script.bytes(file);
            String text = Script.decode(file, bytes);
            asksDatabase |= placeholders.ofFlywayIn(text);
            Script script = script(folder, file, name.flywayDescription(), all, bytes);
            ScriptHeader header = ScriptHeader.read(file.toString(), text);
            Found found = new Found(name, file, script, header);
            Found twin = known.putIfAbsent(name.id(), found);
            if (twin != null && header.replaces(name.id()) != twin.header().replaces(name.id())) {
                // Cut off before what it was made of could move away.
                known.put(name.id(), header.replaces(name.id()) ? found : twin);
            } else if (twin != null && Files.isSameFile(twin.file(), file)) {
                problems.add(file + " is found twice, because the folders of scripts overlap: "
                        + String.join(
                                ", ",
                                roots.stream()
                                        .map(root -> root.folder().toString())
                                        .toList())
                        + ". Name each folder once, and none within another.");
            } else if (twin != null) {
                problems.add("Two scripts have the version " + name.id() + ": " + twin.file() + " and " + file
                        + ". Give one of them another one.");
            }
        } catch (IOException e) {
            problems.add(file + " cannot be read (" + e.getMessage() + ").");
        } catch (EvoluaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private Script script(Path folder, Path file, String description, Set<Path> all) {
        byte[] bytes = Script.bytes(file);
        asksDatabase |= placeholders.ofFlywayIn(Script.decode(file, bytes));
        return script(folder, file, description, all, bytes);
    }

    private Script script(Path folder, Path file, String description, Set<Path> all, byte[] bytes) {
        Path conf = ScriptConf.beside(file);
        return new Script(
                file,
                folder.relativize(file).toString().replace('\\', '/'),
                description,
                Script.checksum(bytes),
                all.contains(conf) ? ScriptConf.read(conf) : ScriptConf.NONE,
                placeholders);
    }
}
