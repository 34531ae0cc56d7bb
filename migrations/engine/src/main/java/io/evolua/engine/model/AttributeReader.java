package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.UsageException;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.AggregateObjectMapping;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.mappings.converters.SerializedObjectConverter;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;
import org.eclipse.persistence.mappings.foundation.AbstractTransformationMapping;

/** The columns of attributes, in the order in which a person would write them: the identifier, then as declared. */
final class AttributeReader {

    private final ColumnReader columns;
    private final ClassFacts facts;
    private final RelationshipReader relationships;
    private final IdentityHashMap<ClassDescriptor, List<DatabaseMapping>> ordered = new IdentityHashMap<>();
    private final Set<DatabaseMapping> identifying = Collections.newSetFromMap(new IdentityHashMap<>());

    AttributeReader(SchemaDraft schema, EntityMetadata metadata, ClassFacts facts) {
        this.columns = new ColumnReader(schema);
        this.facts = facts;
        this.relationships = new RelationshipReader(schema, columns, new ForeignKeyWishes(metadata), this);
    }

    /** The class at the root of a descriptor's hierarchy. */
    static String hierarchy(ClassDescriptor descriptor) {
        return descriptor.isChildDescriptor()
                ? hierarchy(descriptor.getInheritancePolicy().getParentDescriptor())
                : descriptor.getJavaClassName();
    }

    /** Attributes that are columns of the entity's own tables. */
    void all(ClassDescriptor descriptor, Place place) {
        ordered(descriptor).stream()
                .filter(mapping -> descriptor.isAggregateDescriptor()
                        || descriptor.isAggregateCollectionDescriptor()
                        || descriptor.isChildDescriptor()
                        || !identifies(mapping))
                .forEach(mapping -> own(mapping, place));
    }

    /** The attributes that make up the identifier. */
    void identifier(ClassDescriptor descriptor, Place place) {
        ordered(descriptor).stream().filter(mapping -> identifies(mapping)).forEach(mapping -> own(mapping, place));
    }

    /** Attributes that need other tables, or columns in them; to be read when all own columns are known. */
    void collections(ClassDescriptor descriptor, Place place) {
        for (DatabaseMapping mapping : ordered(descriptor)) {
            if (mapping instanceof AggregateObjectMapping embedded) {
                collections(embedded.getReferenceDescriptor(), place.within(mapping.getAttributeName(), false, false));
            } else {
                relationships.toMany(mapping, place);
            }
        }
    }

    /** The columns of an entity's identifier in the order of its attributes. */
    List<String> identifierColumns(ClassDescriptor descriptor) {
        ClassDescriptor root = descriptor.isChildDescriptor()
                ? descriptor.getInheritancePolicy().getRootParentDescriptor()
                : descriptor;
        return ordered(root).stream()
                .filter(mapping -> identifies(mapping))
                .flatMap(mapping -> columnsOf(mapping).stream())
                .toList();
    }

    private List<String> columnsOf(DatabaseMapping mapping) {
        if (mapping instanceof AggregateObjectMapping embedded) {
            return ordered(embedded.getReferenceDescriptor()).stream()
                    .flatMap(part -> columnsOf(part).stream())
                    .toList();
        }
        if (mapping instanceof OneToOneMapping toOne) {
            List<String> order = identifierColumns(toOne.getReferenceDescriptor());
            return toOne.getSourceToTargetKeyFields().entrySet().stream()
                    .sorted(Comparator.comparing(pair -> order.indexOf(Names.column(pair.getValue()))))
                    .map(pair -> Names.column(pair.getKey()))
                    .toList();
        }
        return mapping.getFields().stream().map(Names::column).toList();
    }

    /** A descriptor's own mappings, the identifier first, then in the order of declaration. */
    private List<DatabaseMapping> ordered(ClassDescriptor descriptor) {
        List<DatabaseMapping> known = ordered.get(descriptor);
        if (known == null) {
            known = order(descriptor);
            ordered.put(descriptor, known);
        }
        return known;
    }

    private List<DatabaseMapping> order(ClassDescriptor descriptor) {
        ClassDescriptor parent = descriptor.isChildDescriptor()
                ? descriptor.getInheritancePolicy().getParentDescriptor()
                : null;
        descriptor.getMappings().stream()
                .filter(mapping -> mapping.isPrimaryKeyMapping()
                        || !Collections.disjoint(mapping.getFields(), descriptor.getPrimaryKeyFields()))
                .forEach(identifying::add);
        return descriptor.getMappings().stream()
                .filter(mapping ->
                        parent == null || parent.getMappingForAttributeName(mapping.getAttributeName()) == null)
                .sorted(Comparator.comparing((DatabaseMapping mapping) -> !identifies(mapping))
                        .thenComparing(mapping -> facts.attribute(descriptor.getJavaClass(), mapping.getAttributeName())
                                .position())
                        .thenComparing(DatabaseMapping::getAttributeName))
                .toList();
    }

    private boolean identifies(DatabaseMapping mapping) {
        return identifying.contains(mapping);
    }

    private void own(DatabaseMapping mapping, Place place) {
        String name = mapping.getAttributeName();
        if (mapping instanceof AggregateObjectMapping embedded) {
            boolean identifier = place.identifier() || identifies(mapping);
            boolean present = identifier
                    || !embedded.isNullAllowed()
                    || constraint(mapping).notNull();
            all(embedded.getReferenceDescriptor(), place.within(name, !present, identifier));
        } else if (mapping instanceof AbstractDirectMapping direct) {
            basic(direct, place);
        } else if (mapping instanceof OneToOneMapping toOne) {
            boolean notNull = !toOne.isOptional()
                    || (!place.mayBeAbsent() && constraint(mapping).notNull());
            boolean mustBeNullable = toOne.getForeignKeyFields().stream()
                    .anyMatch(field -> isInTableOfParent(mapping.getDescriptor(), field));
            relationships.toOne(toOne, place, new Nullability(notNull, mustBeNullable));
        } else if (mapping.isVariableOneToOneMapping() || mapping instanceof AbstractTransformationMapping) {
            throw new UsageException(place.attribute(name) + ": a mapping of this kind ("
                    + mapping.getClass().getSimpleName() + ") is not supported.");
        }
    }

    private void basic(AbstractDirectMapping mapping, Place place) {
        DatabaseField field = mapping.getField();
        Class<?> attributeType = mapping.getAttributeClassification();
        ClassFacts.Attribute constraint = constraint(mapping);
        refuseSerialisedTime(mapping, place.attribute(mapping.getAttributeName()));
        ClassDescriptor descriptor = mapping.getDescriptor();
        boolean identifier = place.identifier() || identifies(mapping);
        boolean version = descriptor.usesOptimisticLocking()
                && field.equals(descriptor.getOptimisticLockingPolicy().getWriteLockField());
        boolean always = (attributeType != null && attributeType.isPrimitive()) || constraint.notNull();
        columns.direct(
                field,
                ColumnReader.dataType(field.getType(), mapping.getConverter(), attributeType),
                attributeType == String.class ? constraint.maxLength() : 0,
                place.hierarchy(),
                place.attribute(mapping.getAttributeName()),
                new Nullability(
                        identifier || version || !mapping.isOptional() || (always && !place.mayBeAbsent()),
                        isInTableOfParent(descriptor, field)));
    }

    /**
     * EclipseLink 4 knows neither {@code Instant} nor {@code ZonedDateTime} and the like, and stores them as serialised
     * objects: nothing that somebody would want unasked, and no other column type would work.
     */
    private static void refuseSerialisedTime(AbstractDirectMapping mapping, String origin) {
        String definition = mapping.getField().getColumnDefinition();
        if (mapping.getConverter() instanceof SerializedObjectConverter
                && mapping.getAttributeClassification().getName().startsWith("java.time.")
                && (definition == null || !definition.toLowerCase(Locale.ROOT).contains("bytea"))) {
            throw new RefusedException(origin + ": EclipseLink stores a "
                    + mapping.getAttributeClassification().getSimpleName()
                    + " as a serialised Java object. Use OffsetDateTime or another type that it knows, or an"
                    + " AttributeConverter to one; or ask for it: @Column(columnDefinition = \"bytea\").");
        }
    }

    /** In a single-table hierarchy the rows of the other classes have nothing to put there. */
    private static boolean isInTableOfParent(ClassDescriptor descriptor, DatabaseField field) {
        return descriptor.isChildDescriptor()
                && descriptor
                        .getInheritancePolicy()
                        .getParentDescriptor()
                        .getTables()
                        .contains(field.getTable());
    }

    private ClassFacts.Attribute constraint(DatabaseMapping mapping) {
        return facts.attribute(mapping.getDescriptor().getJavaClass(), mapping.getAttributeName());
    }
}
