package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.jpa.metadata.columns.ForeignKeyMetadata;
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
 * Foreign keys, join tables and collection tables. Which of them EclipseLink uses is as in its {@code
 * DefaultTableGenerator}; keys and nullability are what the annotations mean.
 */
final class RelationshipReader {

    private final SchemaDraft schema;
    private final ColumnReader columns;
    private final ForeignKeyWishes wishes;
    private final AttributeReader attributes;

    RelationshipReader(SchemaDraft schema, ColumnReader columns, ForeignKeyWishes wishes, AttributeReader attributes) {
        this.schema = schema;
        this.columns = columns;
        this.wishes = wishes;
        this.attributes = attributes;
    }

    /** The columns and the foreign key of a to-one attribute. */
    void toOne(OneToOneMapping mapping, Place place, Nullability nullability) {
        RelationTableMechanism joinTable = mapping.getRelationTableMechanism();
        if (joinTable != null) {
            joinTable(mapping, joinTable, place, null);
        } else if (mapping.isForeignKeyRelationship()) {
            String origin = place.attribute(mapping.getAttributeName());
            // A column that another attribute writes is that attribute's matter.
            Nullability own =
                    new Nullability(nullability.notNull() && !mapping.isReadOnly(), nullability.mustBeNullable());
            List<ColumnDraft> added = reference(mapping, place.hierarchy(), origin, own, wishes.ofAttribute(mapping));
            // "… a unique key constraint on it": Jakarta Persistence 3.1, 2.10.1 and 2.10.3.1.
            if (!mapping.isManyToOneMapping() && !added.isEmpty()) {
                schema.tableOf(mapping.getForeignKeyFields().get(0), origin)
                        .addUnique("", added.stream().map(column -> column.name).toList());
            }
        }
    }

    private List<ColumnDraft> reference(
            OneToOneMapping mapping,
            String hierarchy,
            String origin,
            Nullability nullability,
            @Nullable ForeignKeyMetadata wish) {
        Map<DatabaseField, DatabaseField> fields = mapping.getSourceToTargetKeyFields();
        List<String> order = attributes.identifierColumns(mapping.getReferenceDescriptor());
        List<DatabaseField> own = fields.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<DatabaseField, DatabaseField> pair) ->
                                order.indexOf(Names.column(pair.getValue())))
                        .thenComparing(pair -> Names.column(pair.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        List<DatabaseField> other = own.stream().map(fields::get).toList();
        List<ColumnDraft> added = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            added.add(columns.referring(own.get(i), other.get(i), hierarchy, origin, nullability));
        }
        // A primary key that refers to a row that need not be there cannot be a foreign key.
        if (!(mapping.isOptional() && mapping.isOneToOnePrimaryKeyRelationship())) {
            foreignKey(
                    wish,
                    mapping,
                    schema.tableOf(own.get(0), origin),
                    added.stream().map(column -> column.name).toList(),
                    other,
                    cascadesFromTheOtherSide(mapping),
                    origin);
        }
        return added;
    }

    /** EclipseLink's {@code @CascadeOnDelete} stands on the side that does not own the foreign key. */
    private static boolean cascadesFromTheOtherSide(OneToOneMapping mapping) {
        return mapping.getSourceToTargetKeyFields().values().stream().anyMatch(target -> {
            DatabaseMapping back =
                    mapping.getReferenceDescriptor().getObjectBuilder().getMappingForField(target);
            List<DatabaseMapping> readOnly =
                    mapping.getReferenceDescriptor().getObjectBuilder().getReadOnlyMappingsForField(target);
            return cascades(back) || (readOnly != null && readOnly.stream().anyMatch(RelationshipReader::cascades));
        });
    }

    private static boolean cascades(@Nullable DatabaseMapping mapping) {
        return mapping instanceof OneToOneMapping toOne && toOne.isCascadeOnDeleteSetOnDatabase();
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
                foreignKey(
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
        List<String> source = side(
                table,
                mechanism.getSourceRelationKeyFields(),
                mechanism.getSourceKeyFields(),
                table.name.toString(),
                origin);
        List<String> target = side(
                table,
                mechanism.getTargetRelationKeyFields(),
                mechanism.getTargetKeyFields(),
                table.name.toString(),
                origin);
        boolean tablePerClass = mapping.getDescriptor().hasTablePerClassPolicy();
        boolean cascade = mapping.isCascadeOnDeleteSetOnDatabase();
        if (!tablePerClass) {
            apply(wishes.toOwner(mapping), table, source, mechanism.getSourceKeyFields(), cascade, origin);
            foreignKey(
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

    private List<String> side(
            TableDraft table, List<DatabaseField> own, List<DatabaseField> other, String hierarchy, String origin) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            columns.referring(own.get(i), other.get(i), hierarchy, origin, Nullability.NOT_NULL);
            names.add(Names.column(own.get(i)));
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("table " + table.name + " of " + origin + " refers to nothing");
        }
        return names;
    }

    private void directCollection(DirectCollectionMapping mapping, Place place) {
        String origin = place.attribute(mapping.getAttributeName());
        TableDraft table = schema.table(mapping.getReferenceTable(), origin);
        String hierarchy = table.name.toString();
        List<String> owner =
                side(table, mapping.getReferenceKeyFields(), mapping.getSourceKeyFields(), hierarchy, origin);
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
        List<String> owner = side(
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
            apply(wishes.toOwner(mapping), table, owner, ownerFields, mapping.isCascadeOnDeleteSetOnDatabase(), origin);
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
            reference(entity, hierarchy, origin, Nullability.AS_ANNOTATED, wishes.ofMapKey(mapping));
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

    private void foreignKey(
            @Nullable ForeignKeyMetadata wish,
            ForeignReferenceMapping mapping,
            TableDraft table,
            List<String> names,
            List<DatabaseField> other,
            boolean cascade,
            String origin) {
        ClassDescriptor reference = mapping.getReferenceDescriptor();
        // Rows of several tables: no table to refer to.
        if (!mapping.isOneToManyMapping()
                && reference.hasTablePerClassPolicy()
                && reference.getTablePerClassPolicy().hasChild()) {
            return;
        }
        apply(wish, table, names, other, cascade, origin);
    }

    private static void apply(
            @Nullable ForeignKeyMetadata wish,
            TableDraft table,
            List<String> names,
            List<DatabaseField> other,
            boolean cascade,
            String origin) {
        ForeignKeyWishes.apply(
                wish,
                table,
                names,
                Names.table(other.get(0).getTable()),
                other.stream().map(Names::column).toList(),
                cascade,
                origin);
    }
}
