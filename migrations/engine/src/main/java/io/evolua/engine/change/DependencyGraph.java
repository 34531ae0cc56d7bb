package io.evolua.engine.change;

import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.Dependency;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import io.evolua.engine.schema.Schema;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What needs what on one side. */
final class DependencyGraph {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private final Map<ObjectId, SortedSet<ObjectId>> needs = new HashMap<>();
    private final Map<ObjectId, SortedSet<ObjectId>> neededBy = new HashMap<>();
    private final Map<ObjectId, SortedSet<ObjectId>> mentions = new HashMap<>();

    DependencyGraph(Schema schema) {
        for (Dependency dependency : schema.objects().dependencies()) {
            add(needs, dependency.dependent(), dependency.on());
            add(neededBy, dependency.on(), dependency.dependent());
        }
        // A generated column goes and comes with its expression, and all that leans on it.
        for (Dependency dependency : schema.objects().dependencies()) {
            ObjectId value = dependency.dependent();
            if (value.kind() == Kind.DEFAULT
                    && schema.table(value.name())
                            .flatMap(table -> table.column(value.detail()))
                            .flatMap(Column::generated)
                            .isPresent()) {
                ObjectId column = ObjectId.column(value.name(), value.detail());
                add(neededBy, value, column);
                TableParts.over(schema, value).forEach(part -> {
                    add(needs, part, value);
                    add(neededBy, value, part);
                });
            }
        }
        Map<String, SortedSet<ObjectId>> byName = new HashMap<>();
        schema.objects().all().keySet().stream()
                .filter(id -> !id.kind().ofTable() && id.kind() != Kind.EXTENSION)
                .forEach(id -> addName(byName, id));
        schema.tables().keySet().forEach(name -> addName(byName, ObjectId.table(name)));
        schema.sequences().keySet().forEach(name -> addName(byName, ObjectId.of(Kind.SEQUENCE, name)));
        for (DatabaseObject object : schema.objects().all().values()) {
            if (object instanceof DefinedObject routine && routine.id().kind().routine()) {
                Matcher words = WORD.matcher(routine.definition());
                while (words.find()) {
                    byName.getOrDefault(words.group(), Collections.emptySortedSet())
                            .forEach(id -> add(mentions, routine.id(), id));
                }
            }
        }
    }

    private static void addName(Map<String, SortedSet<ObjectId>> byName, ObjectId id) {
        byName.computeIfAbsent(id.name().name(), name -> new TreeSet<>()).add(id);
    }

    private static void add(Map<ObjectId, SortedSet<ObjectId>> edges, ObjectId from, ObjectId to) {
        edges.computeIfAbsent(from, id -> new TreeSet<>()).add(to);
    }

    /** What PostgreSQL knows {@code id} to need. */
    SortedSet<ObjectId> needs(ObjectId id) {
        return needs.getOrDefault(id, Collections.emptySortedSet());
    }

    /**
     * What occurs by name in a routine's text. PostgreSQL keeps no book about texts, but looks into some when the routine
     * is made.
     */
    SortedSet<ObjectId> mentions(ObjectId id) {
        return mentions.getOrDefault(id, Collections.emptySortedSet());
    }

    SortedSet<ObjectId> neededBy(ObjectId id) {
        return neededBy.getOrDefault(id, Collections.emptySortedSet());
    }

    Set<ObjectId> dependents() {
        return needs.keySet();
    }

    /** These and all that depends on them, however far. */
    SortedSet<ObjectId> withDependents(Collection<ObjectId> ids) {
        return closure(ids, neededBy);
    }

    /** These and all that they need, however far. */
    SortedSet<ObjectId> withNeeds(Collection<ObjectId> ids) {
        return closure(ids, needs);
    }

    private static SortedSet<ObjectId> closure(Collection<ObjectId> ids, Map<ObjectId, SortedSet<ObjectId>> edges) {
        SortedSet<ObjectId> found = new TreeSet<>(ids);
        Deque<ObjectId> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (ObjectId next : edges.getOrDefault(open.pop(), Collections.emptySortedSet())) {
                if (found.add(next)) {
                    open.push(next);
                }
            }
        }
        return found;
    }
}
