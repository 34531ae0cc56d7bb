package io.evolua.web.page;

import io.evolua.web.schema.KnownRevision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The revisions: those that the WAR was built for against those that the database has. */
final class SchemaSection {

    private static final String NONE = "none";

    private final List<KnownRevision> known;
    private final Optional<Map<String, String>> applied;
    private final List<String> current;
    private final List<String> heads;

    /** @param applied descriptions by version, if the database told */
    SchemaSection(List<KnownRevision> known, Optional<Map<String, String>> applied) {
        this.known = known;
        this.applied = applied;
        this.current = applied.map(has -> tips(has.keySet())).orElse(List.of());
        this.heads = tips(known.stream().map(KnownRevision::version).toList());
    }

    Markup status() {
        if (applied.isEmpty()) {
            return pill("bad", "The database does not answer");
        }
        if (!pending().isEmpty()) {
            return pill("warn", count(pending().size(), "revision") + " pending");
        }
        return unknown().isEmpty()
                ? pill("good", "The schema is up to date")
                : pill("warn", "The database is ahead by " + count(unknown().size(), "revision"));
    }

    Markup facts() {
        List<Markup> facts = new ArrayList<>();
        facts.add(fact("Current revision", applied.isEmpty() ? Markup.text("not known") : versions(current)));
        facts.add(fact("This service needs", versions(heads)));
        facts.add(fact(
                "Pending",
                applied.isEmpty()
                        ? Markup.text("not known")
                        : versions(
                                pending().stream().map(KnownRevision::version).toList())));
        if (!unknown().isEmpty()) {
            facts.add(fact("Of a newer version", versions(unknown())));
        }
        return Markup.join(facts);
    }

    Markup graph() {
        return RevisionDrawing.draw(newestFirst());
    }

    /** The same in words. */
    Markup list() {
        return Markup.join(newestFirst().stream()
                .map(node -> Markup.of(
                        "<li><code>%s</code> %s<br><span class=\"quiet\">%s</span></li>",
                        node.revision().version(), node.revision().description(), sentence(node)))
                .toList());
    }

    private static String sentence(RevisionDrawing.Node node) {
        List<String> parts = new ArrayList<>(node.words());
        KnownRevision revision = node.revision();
        if (!revision.revises().isEmpty()) {
            parts.add("follows " + String.join(" and ", revision.revises()));
        }
        if (!revision.dependsOn().isEmpty()) {
            parts.add("depends on " + String.join(" and ", revision.dependsOn()));
        }
        return String.join(", ", parts);
    }

    private List<RevisionDrawing.Node> newestFirst() {
        List<RevisionDrawing.Node> nodes = new ArrayList<>();
        known.forEach(revision -> nodes.add(node(revision)));
        applied.ifPresent(has -> unknown()
                .forEach(version -> nodes.add(new RevisionDrawing.Node(
                        new KnownRevision(
                                version, has.getOrDefault(version, ""), List.of(), List.of(), Optional.empty()),
                        "unknown",
                        List.of("unknown")))));
        Collections.reverse(nodes);
        return nodes;
    }

    private RevisionDrawing.Node node(KnownRevision revision) {
        List<String> words = new ArrayList<>();
        String kind = applied.map(has -> has.containsKey(revision.version()) ? "applied" : "pending")
                .orElse("");
        if (!kind.isEmpty()) {
            words.add(kind);
        }
        if (current.contains(revision.version())) {
            words.add("current");
        }
        if (heads.contains(revision.version())) {
            words.add("head");
        }
        revision.branch().ifPresent(words::add);
        return new RevisionDrawing.Node(revision, kind.isEmpty() ? "none" : kind, words);
    }

    /** Those of some versions that none of the others follows. */
    private List<String> tips(Collection<String> versions) {
        Set<String> followed = known.stream()
                .filter(revision -> versions.contains(revision.version()))
                .flatMap(revision -> revision.revises().stream())
                .collect(Collectors.toCollection(HashSet::new));
        return versions.stream()
                .filter(version -> !followed.contains(version))
                .sorted()
                .toList();
    }

    private List<KnownRevision> pending() {
        return known.stream()
                .filter(revision -> applied.isPresent() && !applied.get().containsKey(revision.version()))
                .toList();
    }

    private List<String> unknown() {
        Set<String> versions = known.stream().map(KnownRevision::version).collect(Collectors.toSet());
        return applied.map(has -> has.keySet().stream()
                        .filter(version -> !versions.contains(version))
                        .toList())
                .orElse(List.of());
    }

    private static Markup pill(String kind, String text) {
        return Markup.of("<p class=\"pill %s\">%s</p>", kind, text);
    }

    private static Markup fact(String name, Markup value) {
        return Markup.of("<div><dt>%s</dt><dd>%s</dd></div>", name, value);
    }

    private static Markup versions(List<String> versions) {
        return versions.isEmpty()
                ? Markup.text(NONE)
                : Markup.join(versions.stream()
                        .map(version -> Markup.of("<code>%s</code>", version))
                        .toList());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
