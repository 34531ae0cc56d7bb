package io.evolua.engine.command;

import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.selection.Kind;
import io.evolua.engine.selection.PartialTarget;
import io.evolua.engine.selection.SchemaObject;
import io.evolua.engine.selection.Selection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What of two sides is compared: what was selected, without what is nobody's model. */
final class Choice implements Predicate<SchemaObject> {

    private final Set<QualifiedName> leftOut;
    private final Optional<Schema> mapped;
    private final Predicate<SchemaObject> selected;
    private final boolean everything;

    /**
     * @param leftOut tables and sequences that are compared in no case
     * @param mapped what the entities map, if only that is compared
     */
    Choice(Selection selection, String defaultSchema, Set<QualifiedName> leftOut, Optional<Schema> mapped) {
        this.leftOut = Set.copyOf(leftOut);
        this.mapped = mapped;
        this.selected = selection.in(defaultSchema);
        this.everything = selection.equals(Selection.ALL);
    }

    /**
     * The target as far as it counts.
     *
     * @throws io.evolua.engine.RefusedException if it cannot be reached without what is left out
     */
    Schema target(Schema from, Schema to) {
        Set<QualifiedName> present = new TreeSet<>(from.tables().keySet());
        present.addAll(from.sequences().keySet());
        present.addAll(to.tables().keySet());
        present.addAll(to.sequences().keySet());
        boolean unaffected = everything && leftOut.stream().noneMatch(present::contains);
        return unaffected ? to : PartialTarget.of(from, to, this);
    }

    @Override
    public boolean test(SchemaObject object) {
        return !leftOut.contains(object.relation())
                && mapped.filter(schema -> !maps(schema, object)).isEmpty()
                && selected.test(object);
    }

    private static boolean maps(Schema schema, SchemaObject object) {
        return object.kind() == Kind.SCHEMA
                ? schema.namespaces().contains(object.toString())
                : schema.tables().containsKey(object.relation())
                        || schema.sequences().containsKey(object.relation());
    }
}
