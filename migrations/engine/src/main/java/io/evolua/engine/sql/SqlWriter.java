package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.literal;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AddColumn;
import io.evolua.engine.change.AddConstraint;
import io.evolua.engine.change.AlterColumn;
import io.evolua.engine.change.AlterConstraint;
import io.evolua.engine.change.AlterIndex;
import io.evolua.engine.change.AlterSequence;
import io.evolua.engine.change.AlterTable;
import io.evolua.engine.change.AlterType;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.CreateIndex;
import io.evolua.engine.change.CreateObject;
import io.evolua.engine.change.CreateSchema;
import io.evolua.engine.change.CreateSequence;
import io.evolua.engine.change.CreateTable;
import io.evolua.engine.change.DeleteRow;
import io.evolua.engine.change.DropColumn;
import io.evolua.engine.change.DropConstraint;
import io.evolua.engine.change.DropIndex;
import io.evolua.engine.change.DropObject;
import io.evolua.engine.change.DropSchema;
import io.evolua.engine.change.DropSequence;
import io.evolua.engine.change.DropTable;
import io.evolua.engine.change.ExecuteSql;
import io.evolua.engine.change.Grant;
import io.evolua.engine.change.InsertRow;
import io.evolua.engine.change.RenameColumn;
import io.evolua.engine.change.RenameConstraint;
import io.evolua.engine.change.RenameIndex;
import io.evolua.engine.change.RenameObject;
import io.evolua.engine.change.RenameSequence;
import io.evolua.engine.change.RenameTable;
import io.evolua.engine.change.RenameValue;
import io.evolua.engine.change.ReplaceObject;
import io.evolua.engine.change.Revoke;
import io.evolua.engine.change.SetDetail;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.QualifiedName;
import io.evolua.engine.schema.SeedRow;
import io.evolua.engine.schema.Sequence;
import io.evolua.engine.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A change as SQL statements, without the semicolon. */
public final class SqlWriter implements Change.Visitor<List<String>> {

    private static final SqlWriter INSTANCE = new SqlWriter();

    private SqlWriter() {}

    /** One or more statements that carry out the change; they belong into one transaction. */
    public static List<String> statements(Change change) {
        return change.accept(INSTANCE);
    }

    @Override
    public List<String> renameTable(RenameTable change) {
        return List.of(alter(change.from(), "rename to " + quote(change.to().name())));
    }

    @Override
    public List<String> renameColumn(RenameColumn change) {
        return List.of(alter(change.table(), "rename column " + quote(change.from()) + " to " + quote(change.to())));
    }

    @Override
    public List<String> renameSequence(RenameSequence change) {
        return List.of("alter sequence " + quote(change.from()) + " rename to "
                + quote(change.to().name()));
    }

    @Override
    public List<String> renameObject(RenameObject change) {
        return ObjectSql.rename(change);
    }

    @Override
    public List<String> renameValue(RenameValue change) {
        return List.of("alter type " + quote(change.type()) + " rename value " + Identifiers.literal(change.from())
                + " to " + Identifiers.literal(change.to()));
    }

    @Override
    public List<String> createSchema(CreateSchema change) {
        return List.of("create schema " + quote(change.name()));
    }

    @Override
    public List<String> dropSchema(DropSchema change) {
        return List.of("drop schema " + quote(change.name()));
    }

    @Override
    public List<String> createSequence(CreateSequence change) {
        Sequence sequence = change.sequence();
        List<String> statements = new ArrayList<>();
        statements.add(create(sequence));
        statements.addAll(own(sequence));
        return statements;
    }

    @Override
    public List<String> dropSequence(DropSequence change) {
        return List.of("drop sequence " + quote(change.sequence().name()));
    }

    @Override
    public List<String> alterSequence(AlterSequence change) {
        List<String> statements = new ArrayList<>();
        SequenceOptions want = change.to().options();
        SequenceOptions have = change.from().options();
        List<String> options = new ArrayList<>();
        if (!want.type().equals(have.type())) {
            options.add("as " + want.type());
            // The bounds follow the type if they were its own; saying them all is always right.
            options.add("minvalue " + want.minValue());
            options.add("maxvalue " + want.maxValue());
            have = new SequenceOptions(
                    want.type(),
                    have.start(),
                    have.increment(),
                    want.minValue(),
                    want.maxValue(),
                    have.cache(),
                    have.cycle());
        }
        options.addAll(Definitions.optionList(want, have));
        if (Definitions.mustRestart(want, change.from().options())) {
            options.add("restart");
        }
        if (!options.isEmpty()) {
            statements.add("alter sequence " + quote(change.name()) + " " + String.join(" ", options));
        }
        if (change.from().unlogged() != change.to().unlogged()) {
            statements.add("alter sequence " + quote(change.name()) + " set "
                    + (change.to().unlogged() ? "unlogged" : "logged"));
        }
        if (!change.from().ownedBy().equals(change.to().ownedBy())) {
            statements.add(ownedBy(change.to()));
        }
        statements.addAll(Comments.change(
                "sequence " + quote(change.name()),
                change.from().comment(),
                change.to().comment()));
        return statements;
    }

    @Override
    public List<String> createTable(CreateTable change) {
        List<String> statements = new ArrayList<>();
        change.owned().forEach(sequence -> statements.add(create(sequence)));
        statements.addAll(TableSql.create(change.table()));
        change.owned().forEach(sequence -> statements.addAll(own(sequence)));
        return statements;
    }

    @Override
    public List<String> dropTable(DropTable change) {
        return TableSql.drop(change.table());
    }

    @Override
    public List<String> alterTable(AlterTable change) {
        return TableSql.alter(change);
    }

    @Override
    public List<String> addColumn(AddColumn change) {
        List<String> statements = new ArrayList<>();
        change.owned().forEach(sequence -> statements.add(create(sequence)));
        Column column = change.column();
        Column added = change.isRequired() ? column.withNullable(true) : column;
        statements.add(alter(change.table(), "add column " + ColumnSql.definition(added, Set.of())));
        change.owned().forEach(sequence -> statements.addAll(own(sequence)));
        statements.addAll(ColumnSql.afterwards(change.table(), column));
        if (change.isRequired()) {
            statements.add(alter(change.table(), "alter column " + quote(column.name()) + " set not null"));
        }
        return statements;
    }

    @Override
    public List<String> dropColumn(DropColumn change) {
        return List.of(
                alter(change.table(), "drop column " + quote(change.column().name())));
    }

    @Override
    public List<String> alterColumn(AlterColumn change) {
        return AlterColumnSql.of(change);
    }

    @Override
    public List<String> addConstraint(AddConstraint change) {
        return ConstraintSql.add(change.table(), change.constraint());
    }

    @Override
    public List<String> dropConstraint(DropConstraint change) {
        return List.of(alter(
                change.table(), "drop constraint " + quote(change.constraint().name())));
    }

    @Override
    public List<String> renameConstraint(RenameConstraint change) {
        return List.of(
                alter(change.table(), "rename constraint " + quote(change.from()) + " to " + quote(change.to())));
    }

    @Override
    public List<String> alterConstraint(AlterConstraint change) {
        return ConstraintSql.alter(change);
    }

    @Override
    public List<String> createIndex(CreateIndex change) {
        return IndexSql.create(change.table(), change.index());
    }

    @Override
    public List<String> dropIndex(DropIndex change) {
        return List.of(IndexSql.drop(change.table(), change.index()));
    }

    @Override
    public List<String> renameIndex(RenameIndex change) {
        return List.of(
                "alter index " + quote(change.table().sibling(change.from())) + " rename to " + quote(change.to()));
    }

    @Override
    public List<String> alterIndex(AlterIndex change) {
        return IndexSql.alter(change);
    }

    @Override
    public List<String> insertRow(InsertRow change) {
        SeedRow row = change.row();
        return List.of("insert into " + quote(row.table()) + " (" + quote(row.keyColumn()) + ", "
                + quote(row.valueColumn()) + ") values (" + literal(row.key()) + ", " + row.value() + ")");
    }

    @Override
    public List<String> deleteRow(DeleteRow change) {
        SeedRow row = change.row();
        return List.of(
                "delete from " + quote(row.table()) + " where " + quote(row.keyColumn()) + " = " + literal(row.key()));
    }

    @Override
    public List<String> createObject(CreateObject change) {
        return ObjectSql.create(change);
    }

    @Override
    public List<String> dropObject(DropObject change) {
        return ObjectSql.drop(change);
    }

    @Override
    public List<String> replaceObject(ReplaceObject change) {
        return ObjectSql.replace(change);
    }

    @Override
    public List<String> alterType(AlterType change) {
        return AlterTypeSql.of(change);
    }

    @Override
    public List<String> setDetail(SetDetail change) {
        return ObjectSql.detail(change);
    }

    @Override
    public List<String> grant(Grant change) {
        return PrivilegeSql.grant(change);
    }

    @Override
    public List<String> revoke(Revoke change) {
        return PrivilegeSql.revoke(change);
    }

    @Override
    public List<String> executeSql(ExecuteSql change) {
        return change.up().isEmpty() ? List.of() : List.of(change.up());
    }

    private static String alter(QualifiedName table, String action) {
        return "alter table " + quote(table) + " " + action;
    }

    private static String create(Sequence sequence) {
        SequenceOptions options = sequence.options();
        String said = Definitions.options(options, SequenceOptions.defaults(options.type()));
        return (sequence.unlogged() ? "create unlogged sequence " : "create sequence ")
                + quote(sequence.name())
                + (options.type().equals("bigint") ? "" : " as " + options.type())
                + (said.isEmpty() ? "" : " " + said);
    }

    /** What a new sequence is given once its owner is there. */
    private static List<String> own(Sequence sequence) {
        List<String> statements = new ArrayList<>();
        if (sequence.ownedBy().isPresent()) {
            statements.add(ownedBy(sequence));
        }
        statements.addAll(Comments.add("sequence " + quote(sequence.name()), sequence.comment()));
        return statements;
    }

    private static String ownedBy(Sequence sequence) {
        String owner = sequence.ownedBy()
                .map(o -> quote(o.table()) + "." + quote(o.column()))
                .orElse("none");
        return "alter sequence " + quote(sequence.name()) + " owned by " + owner;
    }
}
