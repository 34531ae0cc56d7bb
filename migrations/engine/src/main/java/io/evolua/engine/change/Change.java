package io.evolua.engine.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step from one schema to another. */
public sealed interface Change
        permits RenameTable,
                RenameColumn,
                RenameSequence,
                RenameObject,
                RenameValue,
                CreateSchema,
                DropSchema,
                CreateSequence,
                DropSequence,
                AlterSequence,
                CreateTable,
                DropTable,
                AlterTable,
                AddColumn,
                DropColumn,
                AlterColumn,
                AddConstraint,
                DropConstraint,
                RenameConstraint,
                AlterConstraint,
                CreateIndex,
                DropIndex,
                RenameIndex,
                AlterIndex,
                InsertRow,
                DeleteRow,
                CreateObject,
                DropObject,
                ReplaceObject,
                AlterType,
                SetDetail,
                Grant,
                Revoke,
                ExecuteSql {

    /** The change that leads back. {@code c.inverse().inverse()} equals {@code c}. */
    Change inverse();

    /** Calls the visitor's method for this kind: Java 17's way to have the compiler find the kind that was forgotten. */
    <R> R accept(Visitor<R> visitor);

    /** What is done, in one line, for people: {@code add column users.email}. */
    String describe();

    /** What can go wrong with the rows that are there, in one sentence; empty if nothing can. */
    default Optional<String> hazard() {
        return Optional.empty();
    }

    /**
     * Which data is destroyed that the way back cannot bring, in one sentence; empty if none is. Part of what {@link
     * #hazard()} says.
     */
    default Optional<String> dataLoss() {
        return Optional.empty();
    }

    /** What happens to the data even if no row is in the way, for people. Part of what {@link #hazard()} says. */
    default Optional<String> effect() {
        return dataLoss();
    }

    /** The way back from {@code changes}: their inverses, last first. */
    static List<Change> invert(List<Change> changes) {
        List<Change> back = new ArrayList<>(changes.size());
        for (int i = changes.size() - 1; i >= 0; i--) {
            back.add(changes.get(i).inverse());
        }
        return List.copyOf(back);
    }

    /** One method for each kind of change. */
    interface Visitor<R> {
        R renameTable(RenameTable change);

        R renameColumn(RenameColumn change);

        R renameSequence(RenameSequence change);

        R renameObject(RenameObject change);

        R renameValue(RenameValue change);

        R createSchema(CreateSchema change);

        R dropSchema(DropSchema change);

        R createSequence(CreateSequence change);

        R dropSequence(DropSequence change);

        R alterSequence(AlterSequence change);

        R createTable(CreateTable change);

        R dropTable(DropTable change);

        R alterTable(AlterTable change);

        R addColumn(AddColumn change);

        R dropColumn(DropColumn change);

        R alterColumn(AlterColumn change);

        R addConstraint(AddConstraint change);

        R dropConstraint(DropConstraint change);

        R renameConstraint(RenameConstraint change);

        R alterConstraint(AlterConstraint change);

        R createIndex(CreateIndex change);

        R dropIndex(DropIndex change);

        R renameIndex(RenameIndex change);

        R alterIndex(AlterIndex change);

        R insertRow(InsertRow change);

        R deleteRow(DeleteRow change);

        R createObject(CreateObject change);

        R dropObject(DropObject change);

        R replaceObject(ReplaceObject change);

        R alterType(AlterType change);

        R setDetail(SetDetail change);

        R grant(Grant change);

        R revoke(Revoke change);

        R executeSql(ExecuteSql change);
    }
}
