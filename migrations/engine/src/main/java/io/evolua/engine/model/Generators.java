package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.Identity;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.SequenceOptions;
import io.evolua.engine.schema.SqlText;
import java.util.List;
import java.util.Optional;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.databaseaccess.DatabasePlatform;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.sequencing.DefaultSequence;
import org.eclipse.persistence.sequencing.NativeSequence;
import org.eclipse.persistence.sequencing.Sequence;
import org.eclipse.persistence.sequencing.TableSequence;

/** What generated identifiers need. */
final class Generators {

    private static final String TABLE_GENERATORS = "table generators";

    /** EclipseLink's own length for the names in a generator's table ({@code TableSequenceDefinition}). */
    private static final int MAX_NAME = 50;

    private final SchemaDraft schema;
    private final DatabasePlatform platform;

    Generators(SchemaDraft schema, DatabasePlatform platform) {
        this.schema = schema;
        this.platform = platform;
    }

    void read(ClassDescriptor descriptor, String origin) {
        DatabaseField field = descriptor.getSequenceNumberField();
        if (field == null || descriptor.getSequenceNumberName() == null) {
            return;
        }
        Sequence sequence = platform.getSequence(descriptor.getSequenceNumberName());
        if (sequence == null || sequence instanceof DefaultSequence) {
            // AUTO: EclipseLink's default on PostgreSQL is a table, unless a generator is named SEQ_GEN.
            sequence = platform.getDefaultSequence();
        }
        if (sequence instanceof NativeSequence nativeSequence) {
            if (nativeSequence.shouldUseIdentityIfPlatformSupports()) {
                identity(field, origin);
            } else {
                sequence(nativeSequence, descriptor.getSequenceNumberName(), origin);
            }
        } else if (sequence instanceof TableSequence table) {
            table(table, descriptor.getSequenceNumberName(), origin);
        }
    }

    private void identity(DatabaseField field, String origin) {
        ColumnDraft column = schema.tableOf(field, origin).columns.get(Names.column(field));
        if (column == null || column.identity.isPresent() || column.defaultValue.isPresent()) {
            return;
        }
        SqlText type = column.type;
        if (type == null || !type.text().matches("smallint|integer|bigint")) {
            throw new RefusedException(origin + ": the column " + Names.column(field) + " of type " + type
                    + " cannot be an identity column. GenerationType.IDENTITY needs a Short, an Integer or a Long.");
        }
        column.identity = Optional.of(new Identity(false, SequenceOptions.defaults(type.text())));
    }

    /**
     * EclipseLink takes the value of the sequence as the last of a block of {@code allocationSize} identifiers ({@code
     * StandardSequence.createVector}), so the sequence starts at the end of the first block.
     */
    private void sequence(NativeSequence sequence, String name, String origin) {
        long increment = sequence.getPreallocationSize();
        long first = sequence.getInitialValue();
        long start = platform.getDefaultSeqenceAtNextValue() ? first : first + increment - 1;
        SequenceOptions options = SequenceOptions.ascending("bigint", start, increment);
        if (start < options.minValue()) {
            options = new SequenceOptions(
                    "bigint", start, increment, start, options.maxValue(), options.cache(), options.cycle());
        }
        // EclipseLink passes the name as text to nextval(), which reads it as an identifier.
        int dot = name.lastIndexOf('.');
        String qualifier = dot < 0 ? sequence.getQualifier() : name.substring(0, dot);
        QualifiedName qualified = new QualifiedName(schemaOf(qualifier), Names.written(name.substring(dot + 1)));
        schema.sequence(new io.evolua.engine.schema.Sequence(qualified, options, Optional.empty()), origin);
    }

    /** A catalog in front of the schema can only be the connection's own database, and is left out. */
    private static String schemaOf(String qualifier) {
        return Names.written(qualifier.substring(qualifier.lastIndexOf('.') + 1));
    }

    /**
     * The table holds a row for each generator: its name and the last identifier that was given out. Connecting tells
     * what the table is called at run time: EclipseLink prefers the unit's default schema to the generator's own, and
     * never delimits the table's name.
     */
    private void table(TableSequence sequence, String name, String origin) {
        sequence.onConnect(platform);
        String generator = "the table generator " + name;
        TableDraft table = schema.table(
                new QualifiedName(
                        schemaOf(sequence.getQualifier()),
                        Names.fold(sequence.getTable().getName(), false)),
                generator);
        ColumnDraft key = new ColumnDraft(Names.written(sequence.getNameFieldName()), generator, TABLE_GENERATORS);
        key.type = ColumnTypes.varchar(MAX_NAME);
        key.notNull = true;
        ColumnDraft count = new ColumnDraft(Names.written(sequence.getCounterFieldName()), generator, TABLE_GENERATORS);
        count.type = ColumnTypes.BIGINT;
        count.notNull = true;
        List.of(key, count).forEach(table::add);
        table.addToPrimaryKey(key.name);
        // A row has one of the table's counters.
        List<ColumnDraft> counters = table.columns.values().stream()
                .filter(c -> c.hierarchy.equals(TABLE_GENERATORS) && !table.primaryKey.contains(c.name))
                .toList();
        counters.forEach(counter -> counter.notNull = counters.size() == 1);
        if (name.length() > MAX_NAME) {
            throw new RefusedException(origin + " takes its identifiers from table " + table.name + " under the name "
                    + name + ", which is longer than the " + MAX_NAME
                    + " characters that EclipseLink gives it there. Give the generator a shorter pkColumnValue.");
        }
        schema.seedRow(new SeedRow(table.name, key.name, name, count.name, sequence.getInitialValue() - 1L));
    }
}
