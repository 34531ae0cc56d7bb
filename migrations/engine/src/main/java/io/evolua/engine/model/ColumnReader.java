package io.evolua.engine.model;

import io.evolua.engine.UsageException;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SqlText;
import java.util.List;
import java.util.Optional;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.converters.Converter;
import org.eclipse.persistence.mappings.converters.EnumTypeConverter;
import org.eclipse.persistence.mappings.converters.SerializedObjectConverter;
import org.jspecify.annotations.Nullable;

/** Makes columns of EclipseLink's fields. */
final class ColumnReader {

    private final SchemaDraft schema;

    ColumnReader(SchemaDraft schema) {
        this.schema = schema;
    }

    /**
     * A column of its own type.
     *
     * @param javaType what EclipseLink hands to the driver; null if it does not know
     * @param length for a string, if the mapping says none; 0 for none
     */
    ColumnDraft direct(
            DatabaseField field,
            @Nullable Class<?> javaType,
            int length,
            String hierarchy,
            String origin,
            Nullability nullability) {
        TableDraft table = schema.tableOf(field, origin);
        ColumnDraft column = named(field, hierarchy, origin, nullability);
        if (!define(column, field, table)) {
            int chosenLength = field.getLength() > 0 ? field.getLength() : length;
            column.type = Optional.ofNullable(javaType)
                    .flatMap(type -> ColumnTypes.of(type, chosenLength, field.getPrecision(), field.getScale()))
                    .orElseThrow(() -> new UsageException(where(column) + ": there is no obvious type for "
                            + (javaType == null ? "an unknown class" : javaType.getName())
                            + ". Say it: @Column(columnDefinition = \"…\")."));
        }
        return add(table, column, field);
    }

    /** A column that takes its type from the column that it refers to, unless it has a definition. */
    ColumnDraft referring(
            DatabaseField field, DatabaseField referred, String hierarchy, String origin, Nullability nullability) {
        TableDraft table = schema.tableOf(field, origin);
        ColumnDraft column = named(field, hierarchy, origin, nullability);
        define(column, field, table);
        column.target = new ColumnDraft.Target(Names.table(referred.getTable()), Names.column(referred));
        return add(table, column, field);
    }

    private static ColumnDraft named(DatabaseField field, String hierarchy, String origin, Nullability nullability) {
        Names.requireUsable(field.getName(), field.shouldUseDelimiters(), "The column of " + origin);
        ColumnDraft column = new ColumnDraft(Names.column(field), origin, hierarchy);
        column.notNull = !field.isNullable() || nullability.notNull();
        column.mustBeNullable = nullability.mustBeNullable();
        column.comment = SincePersistence32.comment(field);
        return column;
    }

    private ColumnDraft add(TableDraft table, ColumnDraft column, DatabaseField field) {
        SincePersistence32.options(field).ifPresent(options -> {
            SqlText type = column.type;
            String known = type == null ? "integer" : type.text();
            take(ColumnDefinition.parse(known + " " + options, where(column)), column, table);
        });
        if (field.isUnique()) {
            table.addUnique("", List.of(column.name));
        }
        return table.add(column);
    }

    private static String where(ColumnDraft column) {
        return column.origin + " (column " + column.name + ")";
    }

    /** Applies {@code columnDefinition}; false if there is none. */
    private boolean define(ColumnDraft column, DatabaseField field, TableDraft table) {
        String text = field.getColumnDefinition();
        if (text == null || text.isBlank()) {
            return false;
        }
        ColumnDefinition definition = ColumnDefinition.parse(text, where(column));
        column.type = definition.type();
        take(definition, column, table);
        return true;
    }

    /** All but the type. */
    private void take(ColumnDefinition definition, ColumnDraft column, TableDraft table) {
        column.notNull |= definition.notNull();
        column.defaultValue = definition.defaultValue().or(() -> column.defaultValue);
        column.identity = definition.identity().or(() -> column.identity);
        definition.unique().ifPresent(name -> table.addUnique(name, List.of(column.name)));
        definition
                .checks()
                .forEach(check -> table.addCheck(new TableDraft.CheckDraft(check.name(), column.name, check.clause())));
        definition.reference().ifPresent(reference -> {
            String referred = reference.column();
            table.addForeignKey(new TableDraft.ForeignKeyDraft(
                    reference.name(),
                    List.of(column.name),
                    reference.table(),
                    referred == null ? List.of() : List.of(referred),
                    reference.actions(),
                    column.origin));
        });
        if (definition.primaryKey()) {
            table.addToPrimaryKey(column.name);
        }
        if (definition.serial()) {
            QualifiedName sequence = table.name.sibling(NamingConvention.sequence(table.name.name(), column.name));
            column.defaultValue =
                    Optional.of(SqlText.written("nextval('" + quoted(sequence).replace("'", "''") + "'::regclass)"));
            schema.ownedSequence(table, column, sequence, definition.type().text());
        }
    }

    private static String quoted(QualifiedName name) {
        String own = quoted(name.name());
        return name.inDefaultSchema() ? own : quoted(name.schema()) + "." + own;
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !Names.RESERVED.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The class of the values that a converter hands to the driver; the attribute's own without one. */
    static @Nullable Class<?> dataType(
            @Nullable Class<?> fieldType, @Nullable Converter converter, @Nullable Class<?> attributeType) {
        if (converter instanceof EnumTypeConverter enumeration) {
            for (Object stored : enumeration.getFieldToAttributeValues().keySet()) {
                if (stored instanceof Number) {
                    return Integer.class;
                }
            }
            return String.class;
        }
        if (fieldType != null) {
            return fieldType;
        }
        return converter instanceof SerializedObjectConverter ? byte[].class : attributeType;
    }
}
