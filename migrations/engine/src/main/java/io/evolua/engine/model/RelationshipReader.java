package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.queries.ContainerPolicy;
import org.eclipse.persistence.internal.queries.MappedKeyMapContainerPolicy;
import org.eclipse.persistence.mappings.AggregateCollectionMapping;
import org.eclipse.persistence.mappings.AggregateObjectMapping;
import org.eclipse.persistence.mappings.CollectionMapping;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.DirectCollectionMapping;
import org.eclipse.persistence.mappings.DirectMapMapping;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.mappings.ManyToManyMapping;
import org.eclipse.persistence.mappings.OneToManyMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.mappings.RelationTableMechanism;
import org.eclipse.persistence.mappings.foundation.AbstractDirectMapping;
import org.jspecify.annotations.Nullable;

/**
 * Join tables, collection tables and what else a relationship keeps outside of its entity's own table. Which of them
 * EclipseLink uses is as in its {@code DefaultTableGenerator}; keys and nullability are what the annotations mean.
 */
final class RelationshipReader {

    private final SchemaDraft schema;
    private final ColumnReader columns;
    private final ForeignKeyWishes wishes;
    private final AttributeReader attributes;
    private final ReferenceReader references;

    RelationshipReader(SchemaDraft schema, ColumnReader columns, ForeignKeyWishes wishes, AttributeReader attributes) {
        this.schema = schema;
        this.columns = columns;
        this.wishes = wishes;
        this.attributes = attributes;
        this.references = new ReferenceReader(schema, columns, wishes, attributes);
    }

    /** The columns and the foreign key of a to-one attribute. */
    void toOne(OneToOneMapping mapping, Place place, Nullability nullability) {
        RelationTableMechanism joinTable = mapping.getRelationTableMechanism();
        if (joinTable != null) {
            joinTable(mapping, joinTable, place, null);
        } else if (mapping.isForeignKeyRelationship()) {
            references.toOne(mapping, place, nullability);
        }
    }

    /** Tables of their own, and columns in the tables of the other side. */
    void toMany(DatabaseMapping mapping, Place place) {
        if (mapping instanceof ManyToManyMapping many) {
            joinTable(many, many.getRelationTableMechanism(), place, many);
        } else if (mapping instanceof DirectCollectionMapping collection) {
            directCollection(collection, place);
        } else if (mapping instanceof AggregateCollectionMapping collection) {
            embeddableCollection(collection, place);
        } else if (mapping instanceof OneToManyMapping many) {
            columnsInTheOtherTable(many, place);
        }
    }

    private void columnsInTheOtherTable(OneToManyMapping mapping, Place place) {
        String origin = place.attribute(mapping.getAttributeName());
        Map<DatabaseField, DatabaseField> fields = mapping.getTargetForeignKeysToSourceKeys();
        List<DatabaseField> own = new ArrayList<>(fields.keySet());
        own.sort(Comparator.comparing(Names::column));
        String hierarchy = AttributeReader.hierarchy(mapping.getReferenceDescriptor());
        if (!own.isEmpty()) {
            TableDraft table = schema.tableOf(own.get(0), origin);
            List<DatabaseField> other = own.stream().map(fields::get).toList();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                // With mappedBy the column is there already, from the attribute that owns it.
                String name = Names.column(own.get(i));
                if (!table.columns.containsKey(name)) {
                    columns.referring(own.get(i), other.get(i), hierarchy, origin, Nullability.AS_ANNOTATED);
                }
                names.add(name);
            }
            if (!mapping.getDescriptor().hasTablePerClassPolicy()) {
                references.foreignKey(
                        wishes.ofAttribute(mapping),
                        mapping,
                        table,
                        names,
                        other,
                        mapping.isCascadeOnDeleteSetOnDatabase(),
                        origin);
            }
        }
        mapKey(mapping, place);
        order(mapping, hierarchy, origin);
    }

    private void joinTable(
            ForeignReferenceMapping mapping,
            RelationTableMechanism mechanism,
            Place place,
            @Nullable ManyToManyMapping collection) {
        if (mapping.isReadOnly()) {
            // The other side of a relationship, which says nothing that its owner does not.
            return;
        }
        String origin = place.attribute(mapping.getAttributeName());
        TableDraft table = schema.table(mechanism.getRelationTable(), origin);
        if (!table.relationship.isEmpty() && !table.relationship.equals(origin)) {
            throw new RefusedException("Two relationships use table " + table.name + ": " + table.relationship + " and "
                    + origin + ". Give one of them a table of its own: @JoinTable(name = \"…\").");
        }
        table.relationship = origin;
        List<String> source = references.side(
                table,
                mechanism.getSourceRelationKeyFields(),
                mechanism.getSourceKeyFields(),
                table.name.toString(),
                origin);
        List<String> target = references.side(
                table,
                mechanism.getTargetRelationKeyFields(),
                mechanism.getTargetKeyFields(),
                table.name.toString(),
                origin);
        boolean tablePerClass = mapping.getDescriptor().hasTablePerClassPolicy();
        boolean cascade = mapping.isCascadeOnDeleteSetOnDatabase();
        if (!tablePerClass) {
            ReferenceReader.apply(
                    wishes.toOwner(mapping), table, source, mechanism.getSourceKeyFields(), cascade, origin);
            references.foreignKey(
                    wishes.toOther(mapping), mapping, table, target, mechanism.getTargetKeyFields(), cascade, origin);
        }
        List<String> mapKey = List.of();
        if (collection != null) {
            mapKey = mapKey(collection, place);
            order(collection, table.name.toString(), origin);
        }
        source.forEach(table::addToPrimaryKey);
        if (collection != null) {
            (mapKey.isEmpty() ? target : mapKey).forEach(table::addToPrimaryKey);
        }
        // 2.10.5.1 and 2.10.3.1: the other side belongs to one owner at most.
        boolean exclusive =
                collection == null ? !mapping.isManyToOneMapping() : collection.isDefinedAsOneToManyMapping();
        if (exclusive) {
            table.addUnique("", target);
        }
    }

    private void directCollection(DirectCollectionMapping mapping, Place place) {
        String origin = place.attribute(mapping.getAttributeName());
        TableDraft table = schema.table(mapping.getReferenceTable(), origin);
        String hierarchy = table.name.toString();
        List<String> owner = references.side(
                table, mapping.getReferenceKeyFields(), mapping.getSourceKeyFields(), hierarchy, origin);
        List<String> key = List.of();
        if (mapping.getContainerPolicy().isMappedKeyMapPolicy()) {
            key = mapKey(mapping, place);
        } else if (mapping instanceof DirectMapMapping map) {
            DatabaseField field = map.getDirectKeyField();
            key = List.of(columns.direct(
                            field,
                            ColumnReader.dataType(field.getType(), map.getKeyConverter(), String.class),
                            0,
                            hierarchy,
                            origin,
                            Nullability.NOT_NULL)
                    .name);
        }
        DatabaseField value = mapping.getDirectField();
        ColumnDraft element = columns.direct(
                value,
                ColumnReader.dataType(value.getType(), mapping.getValueConverter(), String.class),
                0,
                hierarchy,
                origin,
                Nullability.AS_ANNOTATED);
        order(mapping, hierarchy, origin);
        collectionKey(mapping, table, owner, key, List.of(element.name));
        ownerKey(mapping, table, owner, mapping.getSourceKeyFields(), origin);
    }

    private void embeddableCollection(AggregateCollectionMapping mapping, Place place) {
        String origin = place.attribute(mapping.getAttributeName());
        ClassDescriptor element = mapping.getReferenceDescriptor();
        TableDraft table = schema.table(element.getDefaultTable(), origin);
        List<String> owner = references.side(
                table,
                mapping.getTargetForeignKeyFields(),
                mapping.getSourceKeyFields(),
                table.name.toString(),
                origin);
        List<String> key = mapKey(mapping, place);
        attributes.all(element, new Place(table.name.toString(), origin, false, false));
        order(mapping, table.name.toString(), origin);
        collectionKey(mapping, table, owner, key, List.of());
        ownerKey(mapping, table, owner, mapping.getSourceKeyFields(), origin);
    }

    /**
     * A map has a value for each key, a set each value once; a list may repeat itself, and even one with an order column
     * must stay without a key, because EclipseLink renumbers its rows one by one.
     */
    private static void collectionKey(
            CollectionMapping mapping, TableDraft table, List<String> owner, List<String> mapKey, List<String> value) {
        boolean set = java.util.Set.class.isAssignableFrom(
                mapping.getContainerPolicy().getContainerClass());
        List<String> rest = !mapKey.isEmpty() ? mapKey : set ? value : List.of();
        if (!rest.isEmpty()) {
            owner.forEach(table::addToPrimaryKey);
            rest.forEach(table::addToPrimaryKey);
        }
    }

    private void ownerKey(
            CollectionMapping mapping,
            TableDraft table,
            List<String> owner,
            List<DatabaseField> ownerFields,
            String origin) {
        if (!mapping.getDescriptor().hasTablePerClassPolicy()) {
            ReferenceReader.apply(
                    wishes.toOwner(mapping),
                    table,
                    owner,
                    ownerFields,
                    mapping.isCascadeOnDeleteSetOnDatabase(),
                    origin);
        }
    }

    /** The columns of a map's key: an own column, those of an embeddable or those that refer to an entity. */
    private List<String> mapKey(CollectionMapping mapping, Place place) {
        ContainerPolicy policy = mapping.getContainerPolicy();
        if (!policy.isMappedKeyMapPolicy()) {
            return List.of();
        }
        MappedKeyMapContainerPolicy map = (MappedKeyMapContainerPolicy) policy;
        DatabaseMapping key = (DatabaseMapping) map.getKeyMapping();
        String hierarchy = mapping.isOneToManyMapping()
                ? AttributeReader.hierarchy(mapping.getReferenceDescriptor())
                : place.hierarchy();
        String origin = place.attribute(mapping.getAttributeName()) + " (its key)";
        if (key instanceof OneToOneMapping entity) {
            references.to(entity, hierarchy, origin, Nullability.AS_ANNOTATED, wishes.ofMapKey(mapping));
        } else if (key instanceof AggregateObjectMapping embedded) {
            attributes.all(embedded.getReferenceDescriptor(), new Place(hierarchy, origin, false, false));
        } else if (key instanceof AbstractDirectMapping direct) {
            DatabaseField field = direct.getField();
            Class<?> type =
                    ColumnReader.dataType(field.getType(), direct.getConverter(), direct.getAttributeClassification());
            columns.direct(field, type, 0, hierarchy, origin, Nullability.AS_ANNOTATED);
        }
        return map.getIdentityFieldsForMapKey().stream().map(Names::column).toList();
    }

    private void order(CollectionMapping mapping, String hierarchy, String origin) {
        DatabaseField field = mapping.getListOrderField();
        if (field != null) {
            columns.direct(field, Integer.class, 0, hierarchy, origin, Nullability.AS_ANNOTATED);
        }
    }
}
