package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;

import io.evolua.engine.RefusedException;
import io.evolua.engine.model.SincePersistence32.CheckClause;
import io.evolua.engine.schema.SqlText;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.jpa.metadata.MetadataDescriptor;
import org.eclipse.persistence.internal.jpa.metadata.ORMetadata;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.BasicAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.ElementCollectionAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.MappingAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.RelationshipAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.objects.MetadataAnnotation;
import org.eclipse.persistence.internal.jpa.metadata.columns.MetadataColumn;
import org.eclipse.persistence.mappings.AggregateCollectionMapping;
import org.eclipse.persistence.mappings.AggregateObjectMapping;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.DirectCollectionMapping;
import org.jspecify.annotations.Nullable;

/**
 * {@code check} of {@code @Column} and {@code @JoinColumn}, which EclipseLink reads and forgets: it comes from the metadata of
 * the attribute. Where it stands elsewhere, and where options stand that are SQL for the provider's own DDL, there is a
 * refusal: nothing that somebody wrote is passed over.
 */
final class ColumnChecks {

    private final SchemaDraft schema;
    private final EntityMetadata metadata;
    private final Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    private ColumnChecks(SchemaDraft schema, EntityMetadata metadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /** @throws RefusedException if something is said in a place where it cannot be taken from */
    static void add(SchemaDraft schema, EntityMetadata metadata, Collection<ClassDescriptor> entities) {
        if (!SincePersistence32.isKnown()) {
            return;
        }
        ColumnChecks checks = new ColumnChecks(schema, metadata);
        entities.forEach(checks::of);
        metadata.descriptors().forEach(descriptor -> checks.requireTaken(metadata.metadataOf(descriptor)));
    }

    private void of(ClassDescriptor descriptor) {
        for (DatabaseMapping mapping : descriptor.getMappings()) {
            if (mapping instanceof AggregateObjectMapping embedded) {
                of(embedded.getReferenceDescriptor());
            } else if (mapping instanceof AggregateCollectionMapping collection) {
                of(collection.getReferenceDescriptor());
            } else {
                of(mapping);
            }
        }
    }

    private void of(DatabaseMapping mapping) {
        MappingAccessor accessor =
                metadata.metadataOf(mapping.getDescriptor()).getMappingAccessor(mapping.getAttributeName());
        List<DatabaseField> fields = mapping instanceof DirectCollectionMapping collection
                ? List.of(collection.getDirectField())
                : mapping.getFields();
        for (MetadataColumn column : columns(accessor)) {
            List<CheckClause> checks = SincePersistence32.checks(column);
            if (checks.isEmpty()) {
                continue;
            }
            Optional<DatabaseField> field = fields.stream()
                    .filter(f -> isOf(column, f, mapping, fields.size()))
                    .findFirst();
            field.ifPresent(f -> add(f, checks));
            taken.add(column);
        }
    }

    private static List<? extends MetadataColumn> columns(@Nullable MappingAccessor accessor) {
        if (accessor instanceof BasicAccessor basic && basic.getColumn() != null) {
            return List.of(basic.getColumn());
        }
        if (accessor instanceof ElementCollectionAccessor collection && collection.getColumn() != null) {
            return List.of(collection.getColumn());
        }
        if (accessor instanceof RelationshipAccessor relationship
                && relationship.getJoinColumns() != null
                && relationship.getJoinTable() == null) {
            return relationship.getJoinColumns();
        }
        return List.of();
    }

    /** A column that an override gave another name says nothing any more of the one that it had. */
    private static boolean isOf(MetadataColumn column, DatabaseField field, DatabaseMapping mapping, int fields) {
        String name = column.getName();
        if (name == null || name.isEmpty()) {
            return fields == 1
                    && (mapping.isForeignReferenceMapping()
                            || Names.column(field).equals(Names.written(mapping.getAttributeName())));
        }
        return Names.column(field).equals(Names.written(name));
    }

    private void add(DatabaseField field, List<CheckClause> checks) {
        TableDraft table = schema.tableOf(field, field.getTableName());
        checks.forEach(check -> table.addCheck(draft(check, Names.column(field))));
    }

    /** @param column empty for a check of the table */
    static TableDraft.CheckDraft draft(CheckClause check, String column) {
        return new TableDraft.CheckDraft(
                check.name().isEmpty() ? "" : Names.written(check.name()),
                column,
                SqlText.written("CHECK (" + check.constraint() + ")"));
    }

    private void requireTaken(MetadataDescriptor descriptor) {
        MetadataWalk walk = new MetadataWalk();
        walk.from(descriptor.getClassAccessor());
        descriptor.getMappingAccessors().forEach(walk::from);
        for (ORMetadata said : walk.found()) {
            if (said instanceof MetadataColumn column && !taken.contains(said)) {
                List<CheckClause> checks = SincePersistence32.checks(column);
                if (!checks.isEmpty()) {
                    throw refusedCheck(
                            descriptor,
                            checks.stream().map(CheckClause::constraint).collect(joining("\", \"")));
                }
            } else if (!(said instanceof MetadataColumn)) {
                SincePersistence32.text(said, "getOptions").ifPresent(options -> {
                    throw refusedOptions(descriptor, options);
                });
            }
        }
        // Of those on the class EclipseLink keeps no metadata.
        descriptor.getJavaClass().getAnnotations().values().forEach(said -> requireTaken(said, descriptor));
    }

    /** Options of columns have come with their fields. */
    private static void requireTaken(@Nullable Object said, MetadataDescriptor descriptor) {
        if (said instanceof Object[] several) {
            for (Object one : several) {
                requireTaken(one, descriptor);
            }
        } else if (said instanceof MetadataAnnotation annotation
                && annotation.getName().startsWith("jakarta.persistence.")) {
            boolean column = annotation.getName().endsWith("Column");
            annotation.getAttributes().forEach((name, value) -> {
                if (name.equals("options") && !column && !value.toString().isBlank()) {
                    throw refusedOptions(descriptor, value.toString());
                }
                if (name.equals("check") && column && value instanceof Object[] checks && checks.length > 0) {
                    throw refusedCheck(
                            descriptor,
                            String.valueOf(((MetadataAnnotation) checks[0])
                                    .getAttributes()
                                    .get("constraint")));
                }
                requireTaken(value, descriptor);
            });
        }
    }

    private static RefusedException refusedCheck(MetadataDescriptor descriptor, String constraint) {
        return refused(
                descriptor,
                "the check \"" + constraint
                        + "\" of a column in a place where EclipseLink does not say which one it is",
                "Write it as a check of the table: @Table(check = @CheckConstraint(constraint = \"…\")).");
    }

    private static RefusedException refusedOptions(MetadataDescriptor descriptor, String options) {
        return refused(
                descriptor,
                "the options \"" + options + "\", which are SQL for the provider's own DDL",
                "Write what they mean in the SQL script of the unit.");
    }

    private static RefusedException refused(MetadataDescriptor descriptor, String what, String instead) {
        return new RefusedException(descriptor.getJavaClassName() + " says " + what + ". " + instead);
    }
}
