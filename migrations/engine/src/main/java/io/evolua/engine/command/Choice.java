package io.evolua.engine.command;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.Schema;
import io.evolua.engine.selection.Kind;
import io.evolua.engine.selection.PartialTarget;
import io.evolua.engine.selection.SchemaObject;
import io.evolua.engine.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What of two sides is compared: what was selected, without what is nobody's model. */
final class Choice implements Predicate<SchemaObject> {

    private final Set<QualifiedName> leftOut;
    private final Optional<Schema> mapped;
    private final Selection selection;
    private final Predicate<SchemaObject> selected;

    private Choice(Set<QualifiedName> leftOut, Optional<Schema> mapped, Selection selection, String defaultSchema) {
        this.leftOut = Set.copyOf(leftOut);
        this.mapped = mapped;
        this.selection = selection;
        this.selected = selection.in(defaultSchema);
    }

    /**
     * @param history the history table, which is compared in no case
     * @param from what is mapped where the comparison starts, if that is a persistence unit
     * @param to likewise where it leads
     * @throws UsageException if only what is mapped is to be compared, and nothing is
     */
    static Choice of(
            ModelSettings settings,
            String defaultSchema,
            QualifiedName history,
            Optional<MappedSchema> from,
            Optional<MappedSchema> to) {
        Selection selection = settings.selection();
        Set<QualifiedName> leftOut = new TreeSet<>(Set.of(history));
        List<String> exclude = new ArrayList<>(selection.exclude());
        Stream.of(from, to).flatMap(Optional::stream).forEach(side -> {
            leftOut.addAll(side.skipped());
            exclude.addAll(side.exclude());
        });
        Optional<Schema> mapped = to.or(() -> from).map(MappedSchema::schema).filter(s -> selection.mappedOnly());
        if (selection.mappedOnly() && mapped.isEmpty()) {
            throw new UsageException("Only what entities map is to be compared, and neither side is a persistence unit."
                    + " Name one as the source, as in --to unit:, or leave out --mapped-only.");
        }
        return new Choice(
                leftOut, mapped, new Selection(selection.include(), exclude, selection.mappedOnly()), defaultSchema);
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
        boolean unaffected = selection.equals(Selection.ALL) && leftOut.stream().noneMatch(present::contains);
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
                        || schema.sequences().containsKey(object.relation())
                        || schema.objects().all().keySet().stream()
                                .anyMatch(id -> id.name().equals(object.relation()));
    }
}
