package io.evolua.engine.revision;

import io.evolua.engine.EvoluaException;
import io.evolua.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the scripts of a folder, collecting every problem before it complains. */
final class ScriptLoader {

    private final List<ScriptRoot> roots;
    private final MigrationClasses classes;
    private final Placeholders placeholders;
    private final OtherScripts.Builder others = new OtherScripts.Builder();
    private final List<String> problems = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Map<RevisionId, Found> ups = new HashMap<>();
    private final Map<RevisionId, Found> downs = new HashMap<>();

    private record Found(ScriptName name, Path file, Script script, ScriptHeader header) {}

    ScriptLoader(List<ScriptRoot> roots, MigrationClasses classes, Placeholders placeholders) {
        this.roots = roots;
        this.classes = classes;
        this.placeholders = placeholders;
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
        new ScriptLoader(folders, MigrationClasses.NONE, placeholders)
                .scanned()
                .forEach(revision -> originals.put(revision.id(), revision));
        return originals;
    }

    private List<Revision> scanned() {
        for (ScriptRoot root : roots) {
            scan(root.up(), true);
            scan(root.down(), false);
        }
        Set<String> taken = new HashSet<>();
        for (ScriptRoot root : roots) {
            classes.of(root, placeholders).stream()
                    .filter(each -> taken.add(each.name()))
                    .forEach(this::take);
        }
        for (Found down : inOrder(downs)) {
            RevisionId id = down.name().id();
            if (!ups.containsKey(id)) {
                problems.add(
                        down.script().display() + " takes back version " + id + ", and no script that goes up has it.");
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(String.join("\n", problems));
        }
        List<Revision> revisions = new ArrayList<>();
        RevisionId previous = null;
        for (Found up : inOrder(ups)) {
            List<RevisionId> before = previous == null ? List.of() : List.of(previous);
            revisions.add(revision(up, before));
            previous = up.name().id();
        }
        return revisions;
    }

    private static List<Found> inOrder(Map<RevisionId, Found> found) {
        List<Found> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparing(each -> each.name().id()));
        return sorted;
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
        for (ScriptFile file : ScriptFile.below(folder)) {
            String name = file.name();
            Optional<ScriptName> parsed = ScriptName.parse(name);
            if (parsed.isPresent()) {
                found(parsed.get(), file, folder, goesUp);
            } else if (ScriptName.meantAsOne(name)) {
                problems.add(
                        file.file() + " is not named as Flyway wants it: V<version>__<words>.sql, with a version of"
                                + " numbers joined by dots, two underscores, and letters in this case.");
            } else if (name.endsWith(ScriptFile.SUFFIX) && !others.take(name, goesUp, () -> other(file))) {
                skipped.add(file.path());
            }
        }
    }

    private Script other(ScriptFile file) {
        return file.script(OtherScripts.description(file.name()), SqlFile.bytes(file.file()), placeholders);
    }

    private void found(ScriptName name, ScriptFile file, Path folder, boolean folderGoesUp) {
        boolean goesUp = name.kind() == 'V';
        if (goesUp && !folderGoesUp) {
            problems.add(file.file() + " goes up: it does not belong into " + folder + ".");
            return;
        }
        Map<RevisionId, Found> known = goesUp ? ups : downs;
        try {
            Found found = goesUp ? up(name, file) : down(name, file);
            Found twin = known.putIfAbsent(name.id(), found);
            if (twin != null) {
                known.put(name.id(), oneOf(twin, found));
            }
        } catch (IOException e) {
            problems.add(file.file() + " cannot be read (" + e.getMessage() + ").");
        } catch (EvoluaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** What Flyway finds in the packages of the folders. */
    private void take(JavaClass found) {
        JavaName name = found.parsed();
        if (others.take(found)) {
            return;
        }
        Map<RevisionId, Found> known = name.kind() == 'V' ? ups : downs;
        Found twin = known.putIfAbsent(
                name.id(),
                new Found(new ScriptName(name.kind(), name.id(), name.slug()), found.file(), found, ScriptHeader.NONE));
        if (twin != null) {
            problems.add("Two migrations have the version " + name.id() + ": "
                    + twin.script().display() + " and " + found.display() + ". Give one of them another one.");
        }
    }

    private Found up(ScriptName name, ScriptFile file) {
        byte[] bytes = SqlFile.bytes(file.file());
        ScriptHeader header = ScriptHeader.read(file.file().toString(), SqlFile.decode(file.file(), bytes));
        return new Found(name, file.file(), file.script(name.flywayDescription(), bytes, placeholders), header);
    }

    private Found down(ScriptName name, ScriptFile file) {
        return new Found(name, file.file(), file.unread(name.flywayDescription(), placeholders), ScriptHeader.NONE);
    }

    /** Of two scripts with one version it must be clear which is in force. */
    private Found oneOf(Found first, Found second) throws IOException {
        RevisionId id = first.name().id();
        boolean secondReplaces = replaces(second, id);
        if (replaces(first, id) != secondReplaces) {
            // Cut off before what it was made of could move away.
            return secondReplaces ? second : first;
        }
        problems.add(
                Files.isSameFile(first.file(), second.file())
                        ? second.file() + " is found twice, because the folders of scripts overlap: "
                                + String.join(
                                        ", ",
                                        roots.stream()
                                                .map(root -> root.folder().toString())
                                                .toList())
                                + ". Name each folder once, and none within another."
                        : "Two scripts have the version " + id + ": " + first.file() + " and " + second.file()
                                + ". Give one of them another one.");
        return first;
    }

    private static boolean replaces(Found found, RevisionId id) {
        return ScriptHeader.read(found.file().toString(), found.script().text()).replaces(id);
    }
}
