package io.evolua.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.jpa.metadata.columns.ForeignKeyMetadata;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.jspecify.annotations.Nullable;

/** How rows refer to rows: columns and the foreign keys over them. */
final class ReferenceReader {

    private final SchemaDraft schema;
    private final ColumnReader columns;
    private final ForeignKeyWishes wishes;
    private final AttributeReader attributes;

    ReferenceReader(SchemaDraft schema, ColumnReader columns, ForeignKeyWishes wishes, AttributeReader attributes) {
        this.schema = schema;
        this.columns = columns;
        this.wishes = wishes;
        this.attributes = attributes;
    }

    /** A to-one attribute that lives in its entity's own table. */
    void toOne(OneToOneMapping mapping, Place place, Nullability nullability) {
        String origin = place.attribute(mapping.getAttributeName());
        // A column that another attribute writes is that attribute's matter.
        Nullability own = new Nullability(nullability.notNull() && !mapping.isReadOnly(), nullability.mustBeNullable());
        List<ColumnDraft> added = to(mapping, place.hierarchy(), origin, own, wishes.ofAttribute(mapping));
        // "… a unique key constraint on it": Jakarta Persistence 3.1, 2.10.1 and 2.10.3.1.
        if (!mapping.isManyToOneMapping() && !added.isEmpty()) {
            schema.tableOf(mapping.getForeignKeyFields().get(0), origin)
                    .addUnique("", added.stream().map(column -> column.name).toList());
        }
    }

    /** The columns and the foreign key by which rows refer to those of another entity. */
    List<ColumnDraft> to(
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
            return cascades(back) || (readOnly != null && readOnly.stream().anyMatch(ReferenceReader::cascades));
        });
    }

    private static boolean cascades(@Nullable DatabaseMapping mapping) {
        return mapping instanceof OneToOneMapping toOne && toOne.isCascadeOnDeleteSetOnDatabase();
    }

    /** The columns by which the rows of a relationship's own table refer to one of its sides. */
    List<String> side(
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

    /** A foreign key to the other side, if there is one table to refer to. */
    void foreignKey(
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

    static void apply(
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
