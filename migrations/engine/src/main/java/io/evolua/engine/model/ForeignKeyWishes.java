package io.evolua.engine.model;

import io.evolua.engine.model.TableDraft.ForeignKeyDraft;
import io.evolua.engine.schema.QualifiedName;
import java.util.List;
import org.eclipse.persistence.internal.helper.DatabaseTable;
import org.eclipse.persistence.internal.jpa.metadata.MetadataDescriptor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.classes.EntityAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.DirectCollectionAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.MappedKeyMapAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.MappingAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.ObjectAccessor;
import org.eclipse.persistence.internal.jpa.metadata.accessors.mappings.RelationshipAccessor;
import org.eclipse.persistence.internal.jpa.metadata.columns.ForeignKeyMetadata;
import org.eclipse.persistence.internal.jpa.metadata.columns.RelationalColumnMetadata;
import org.eclipse.persistence.internal.jpa.metadata.tables.JoinTableMetadata;
import org.eclipse.persistence.internal.jpa.metadata.tables.SecondaryTableMetadata;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @ForeignKey} says. EclipseLink's descriptors keep these annotations in a map by name, so that of several
 * without a name on one table only the last is left; here they come from the metadata of the attribute that has them.
 */
final class ForeignKeyWishes {

    private final EntityMetadata metadata;

    ForeignKeyWishes(EntityMetadata metadata) {
        this.metadata = metadata;
    }

    /** On the join columns of an attribute. */
    @Nullable
    ForeignKeyMetadata ofAttribute(DatabaseMapping mapping) {
        MappingAccessor accessor = accessor(mapping);
        if (accessor instanceof ObjectAccessor object && object.getPrimaryKeyForeignKey() != null) {
            return object.getPrimaryKeyForeignKey();
        }
        if (accessor instanceof RelationshipAccessor relationship) {
            return firstOf(relationship.getForeignKey(), relationship.getJoinColumns());
        }
        return null;
    }

    /** From a join or collection table to the owner. */
    @Nullable
    ForeignKeyMetadata toOwner(DatabaseMapping mapping) {
        MappingAccessor accessor = accessor(mapping);
        if (accessor instanceof RelationshipAccessor relationship && relationship.getJoinTable() != null) {
            JoinTableMetadata table = relationship.getJoinTable();
            return firstOf(table.getForeignKey(), table.getJoinColumns());
        }
        if (accessor instanceof DirectCollectionAccessor collection && collection.getCollectionTable() != null) {
            return firstOf(
                    collection.getCollectionTable().getForeignKey(),
                    collection.getCollectionTable().getJoinColumns());
        }
        return null;
    }

    /** From a join table to the other side. */
    @Nullable
    ForeignKeyMetadata toOther(DatabaseMapping mapping) {
        if (accessor(mapping) instanceof RelationshipAccessor relationship && relationship.getJoinTable() != null) {
            JoinTableMetadata table = relationship.getJoinTable();
            return firstOf(table.getInverseForeignKey(), table.getInverseJoinColumns());
        }
        return null;
    }

    /** From a joined or secondary table to the one that holds the identifier. */
    static @Nullable ForeignKeyMetadata ofTable(MetadataDescriptor descriptor, DatabaseTable table) {
        EntityAccessor accessor = (EntityAccessor) descriptor.getClassAccessor();
        for (SecondaryTableMetadata secondary : accessor.getSecondaryTables()) {
            if (table.equals(secondary.getDatabaseTable())) {
                return firstOf(secondary.getPrimaryKeyForeignKey(), secondary.getPrimaryKeyJoinColumns());
            }
        }
        return firstOf(accessor.getPrimaryKeyForeignKey(), accessor.getPrimaryKeyJoinColumns());
    }

    /** From the table that holds a map to the entities that are its keys. */
    @Nullable
    ForeignKeyMetadata ofMapKey(DatabaseMapping mapping) {
        return accessor(mapping) instanceof MappedKeyMapAccessor map ? map.getMapKeyForeignKey() : null;
    }

    private @Nullable MappingAccessor accessor(DatabaseMapping mapping) {
        return metadata.metadataOf(mapping.getDescriptor()).getMappingAccessor(mapping.getAttributeName());
    }

    private static @Nullable ForeignKeyMetadata firstOf(
            @Nullable ForeignKeyMetadata own, @Nullable List<? extends RelationalColumnMetadata> columns) {
        if (own != null || columns == null) {
            return own;
        }
        return columns.stream()
                .filter(RelationalColumnMetadata::hasForeignKey)
                .map(RelationalColumnMetadata::getForeignKey)
                .findFirst()
                .orElse(null);
    }

    /** Adds the foreign key, as the wish wants it, or not at all. */
    static void apply(
            @Nullable ForeignKeyMetadata wish,
            TableDraft table,
            List<String> columns,
            QualifiedName target,
            List<String> targetColumns,
            boolean cascadeOnDelete,
            String origin) {
        if (wish != null && "NO_CONSTRAINT".equals(wish.getConstraintMode())) {
            table.withoutForeignKey.add(List.copyOf(columns));
            return;
        }
        String name = wish == null || wish.getName() == null ? "" : wish.getName();
        String definition = wish == null ? null : wish.getForeignKeyDefinition();
        ForeignKeyActions actions = definition == null || definition.isBlank()
                ? ForeignKeyActions.cascadingOnDelete(cascadeOnDelete)
                : ForeignKeyActions.parse(definition, cascadeOnDelete, "The foreign key of " + origin);
        table.addForeignKey(new ForeignKeyDraft(
                name.isEmpty() ? "" : Names.written(name),
                List.copyOf(columns),
                target,
                List.copyOf(targetColumns),
                actions,
                origin));
    }
}
