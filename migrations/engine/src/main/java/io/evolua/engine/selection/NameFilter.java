package io.evolua.engine.selection;

import io.evolua.engine.schema.QualifiedName;
import java.util.List;
import java.util.function.Predicate;

/** The patterns of a {@link Selection} at work. */
final class NameFilter implements Predicate<SchemaObject> {

    private final List<NamePattern> include;
    private final List<NamePattern> exclude;
    private final String defaultSchema;
    private final boolean namesRelations;

    NameFilter(List<NamePattern> include, List<NamePattern> exclude, String defaultSchema) {
        this.include = include;
        this.exclude = exclude;
        this.defaultSchema = defaultSchema;
        this.namesRelations = include.stream().anyMatch(NamePattern::meansRelations);
    }

    @Override
    public boolean test(SchemaObject object) {
        if (matches(exclude, object)) {
            return false;
        }
        return switch (object.kind().level()) {
            case SCHEMA -> !namesRelations || matches(include, object);
            case RELATION -> relation(object);
            case MEMBER -> test(object.table()) && member(object);
        };
    }

    private boolean relation(SchemaObject object) {
        QualifiedName name = object.relation();
        SchemaObject schema = SchemaObject.schema(name.inDefaultSchema() ? defaultSchema : name.schema());
        return !matches(exclude, schema) && (!namesRelations || matches(include, object) || matches(include, schema));
    }

    private boolean member(SchemaObject object) {
        return include.stream().noneMatch(pattern -> pattern.means(object.kind())) || matches(include, object);
    }

    private boolean matches(List<NamePattern> patterns, SchemaObject object) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(object, defaultSchema));
    }
}
