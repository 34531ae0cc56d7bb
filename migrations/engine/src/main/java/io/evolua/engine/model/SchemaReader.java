package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.MappedSchema;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SeedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.InheritancePolicy;
import org.eclipse.persistence.descriptors.MultitenantPolicy;
import org.eclipse.persistence.descriptors.SingleTableMultitenantPolicy;
import org.eclipse.persistence.internal.databaseaccess.DatabasePlatform;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;

/** Makes a schema of a unit's descriptors. */
final class SchemaReader {

    private final EntityMetadata metadata;
    private final SchemaDraft schema = new SchemaDraft();
    private final ColumnReader columns = new ColumnReader(schema);
    private final ClassFacts facts = new ClassFacts();
    private final AttributeReader attributes;
    private final Generators generators;

    SchemaReader(EntityMetadata metadata) {
        this.metadata = metadata;
        this.attributes = new AttributeReader(schema, metadata, facts);
        this.generators =
                new Generators(schema, (DatabasePlatform) metadata.session().getPlatform());
    }

    /** Entities that opted out come last, so that what they alone map is known by what is new then. */
    MappedSchema read() {
        List<ClassDescriptor> entities = metadata.descriptors().stream()
                .filter(descriptor -> !descriptor.isDescriptorTypeAggregate())
                .filter(descriptor -> !(descriptor.hasTablePerClassPolicy() && descriptor.isAbstract()))
                .sorted(Comparator.comparing(SchemaReader::path))
                .toList();
        List<ClassDescriptor> skipped = entities.stream()
                .filter(entity -> facts.optsOut(entity.getJavaClass()))
                .toList();
        List<ClassDescriptor> compared =
                entities.stream().filter(entity -> !skipped.contains(entity)).toList();
        compared.forEach(this::ownTables);
        Set<QualifiedName> onlySkipped = newNames(() -> skipped.forEach(this::ownTables));
        compared.forEach(entity -> attributes.collections(entity, place(entity)));
        onlySkipped.addAll(newNames(() -> skipped.forEach(entity -> attributes.collections(entity, place(entity)))));
        ColumnChecks.add(schema, metadata, entities);
        return new MappedSchema(schema.toSchema(), onlySkipped, List.of());
    }

    /** What a step adds; the rows that it wants are nobody's then. */
    private Set<QualifiedName> newNames(Runnable step) {
        Set<QualifiedName> before = schema.names();
        List<SeedRow> rows = List.copyOf(schema.seedRows());
        step.run();
        schema.seedRows().retainAll(rows);
        Set<QualifiedName> added = schema.names();
        added.removeAll(before);
        return added;
    }

    /** Parents before their children, otherwise by name. */
    private static String path(ClassDescriptor descriptor) {
        return (descriptor.isChildDescriptor()
                        ? path(descriptor.getInheritancePolicy().getParentDescriptor()) + " "
                        : "")
                + descriptor.getJavaClassName();
    }

    private static Place place(ClassDescriptor descriptor) {
        return new Place(AttributeReader.hierarchy(descriptor), descriptor.getAlias(), false, false);
    }

    private void ownTables(ClassDescriptor descriptor) {
        if (descriptor.isEISDescriptor() || descriptor.isObjectRelationalDataTypeDescriptor()) {
            throw new RefusedException("The entity " + descriptor.getAlias() + " is not mapped to tables.");
        }
        Place place = place(descriptor);
        descriptor.getTables().forEach(table -> schema.table(table, place.path()));
        joinedTables(descriptor, place);
        if (!descriptor.isChildDescriptor()) {
            identifierFirst(descriptor, place);
        }
        attributes.all(descriptor, place);
        rest(descriptor, place);
        generators.read(descriptor, place.path());
    }

    /** The key of an entity's primary table, then what tells rows apart: discriminator and tenant. */
    private void identifierFirst(ClassDescriptor descriptor, Place place) {
        attributes.identifier(descriptor, place);
        descriptor.getPrimaryKeyFields().stream()
                .sorted(Comparator.comparing(field -> position(field, place)))
                .forEach(field -> schema.tableOf(field, place.path()).addToPrimaryKey(Names.column(field)));
        if (descriptor.hasInheritance()) {
            discriminator(descriptor.getInheritancePolicy(), place);
        }
        MultitenantPolicy tenants = descriptor.getMultitenantPolicy();
        if (tenants instanceof SingleTableMultitenantPolicy single) {
            single.getTenantDiscriminatorFields().keySet().stream()
                    .sorted(Comparator.comparing(Names::column))
                    .forEach(field -> {
                        fixed(field, place, "its tenant discriminator");
                        if (field.isPrimaryKey()) {
                            schema.tableOf(field, place.path()).addToPrimaryKey(Names.column(field));
                        }
                    });
        }
    }

    private int position(DatabaseField field, Place place) {
        List<String> names =
                new ArrayList<>(schema.tableOf(field, place.path()).columns.keySet());
        return names.indexOf(Names.column(field));
    }

    private void discriminator(InheritancePolicy policy, Place place) {
        DatabaseField field = policy.getClassIndicatorField();
        if (field != null) {
            fixed(field, place, "its discriminator");
        }
    }

    private void fixed(DatabaseField field, Place place, String what) {
        Class<?> type = field.getType() == null ? String.class : field.getType();
        columns.direct(field, type, 31, place.hierarchy(), place.path() + " (" + what + ")", Nullability.NOT_NULL);
    }

    /** Secondary tables and the tables of joined subclasses: their key is the key of the first table. */
    private void joinedTables(ClassDescriptor descriptor, Place place) {
        List<DatabaseTable> inherited = descriptor.isChildDescriptor()
                ? descriptor.getInheritancePolicy().getParentDescriptor().getTables()
                : List.of();
        for (DatabaseTable table : descriptor.getTables()) {
            Map<DatabaseField, DatabaseField> keys =
                    descriptor.getAdditionalTablePrimaryKeyFields().get(table);
            if (keys == null || inherited.contains(table)) {
                continue;
            }
            TableDraft draft = schema.table(table, place.path());
            List<String> own = new ArrayList<>();
            List<String> referred = new ArrayList<>();
            List<Map.Entry<DatabaseField, DatabaseField>> pairs = keys.entrySet().stream()
                    .sorted(Comparator.comparing(pair -> Names.column(pair.getKey())))
                    .toList();
            for (Map.Entry<DatabaseField, DatabaseField> pair : pairs) {
                DatabaseField source = pair.getKey();
                DatabaseField field = pair.getValue();
                columns.referring(field, source, place.hierarchy(), place.path(), Nullability.NOT_NULL);
                draft.addToPrimaryKey(Names.column(field));
                own.add(Names.column(field));
                referred.add(Names.column(source));
            }
            ForeignKeyWishes.apply(
                    ForeignKeyWishes.ofTable(metadata.metadataOf(descriptor), table),
                    draft,
                    own,
                    Names.table(pairs.get(0).getKey().getTable()),
                    referred,
                    descriptor.isCascadeOnDeleteSetOnDatabaseOnSecondaryTables(),
                    place.path());
        }
    }

    /** Fields that belong to no attribute: nothing that EclipseLink will write may be left out. */
    private void rest(ClassDescriptor descriptor, Place place) {
        for (DatabaseField field : descriptor.getFields()) {
            TableDraft table = schema.tableOf(field, place.path());
            if (field.isCreatable()
                    && !descriptor.isChildDescriptor()
                    && !table.columns.containsKey(Names.column(field))
                    && !ofSubclass(descriptor, field)) {
                columns.direct(field, field.getType(), 0, place.hierarchy(), place.path(), Nullability.AS_ANNOTATED);
            }
        }
    }

    private static boolean ofSubclass(ClassDescriptor descriptor, DatabaseField field) {
        return descriptor.hasInheritance()
                && descriptor.getInheritancePolicy().getAllChildDescriptors().stream()
                        .anyMatch(child -> child.getFields().contains(field));
    }
}
