package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.list;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterIndex;
import io.evolua.engine.schema.Index;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Indexes: how they are made, altered and dropped. */
final class IndexSql {

    private IndexSql() {}

    /** An invalid one serves nobody and is not made again. */
    static List<String> create(QualifiedName table, Index index) {
        if (!index.valid()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        statements.add(definition(table, index));
        statements.addAll(Comments.add(Comments.part(table, index), index.comment()));
        return statements;
    }

    /** An invalid one may be gone: the way back does not make it again. */
    static String drop(QualifiedName table, Index index) {
        return (index.valid() ? "drop index " : "drop index if exists ") + quote(table.sibling(index.name()));
    }

    static List<String> alter(AlterIndex change) {
        List<String> statements = new ArrayList<>(storage(
                change.table().sibling(change.name()),
                change.from().storage(),
                change.to().storage()));
        statements.addAll(Comments.change(
                Comments.part(change.table(), change.to()),
                change.from().comment(),
                change.to().comment()));
        return statements;
    }

    static List<String> storage(QualifiedName index, SortedMap<String, String> from, SortedMap<String, String> to) {
        List<String> actions = Parameters.actions("", from, to);
        return actions.isEmpty()
                ? List.of()
                : List.of("alter index " + quote(index) + " " + String.join(", ", actions));
    }

    private static String definition(QualifiedName table, Index index) {
        StringBuilder sql = new StringBuilder(index.unique() ? "create unique index " : "create index ")
                .append(quote(index.name()))
                .append(" on ")
                .append(quote(table));
        if (!index.method().equals(Index.BTREE)) {
            sql.append(" using ").append(quote(index.method()));
        }
        sql.append(index.keys().stream().map(IndexSql::key).collect(Collectors.joining(", ", " (", ")")));
        if (!index.include().isEmpty()) {
            sql.append(" include (").append(list(index.include())).append(')');
        }
        if (index.nullsNotDistinct()) {
            sql.append(" nulls not distinct");
        }
        sql.append(Parameters.with(index.storage()));
        index.predicate().ifPresent(p -> sql.append(" where ").append(p.text()));
        return sql.toString();
    }

    static String key(Index.Key key) {
        StringBuilder sql = new StringBuilder(key.column() ? quote(key.expression()) : key.expression());
        key.collation().ifPresent(collation -> sql.append(" collate ").append(collation));
        key.operatorClass().ifPresent(name -> sql.append(' ').append(name));
        if (key.direction() == Index.Direction.DESC) {
            sql.append(" desc");
        }
        if (key.nulls() != key.direction().defaultNulls()) {
            sql.append(key.nulls() == Index.Nulls.FIRST ? " nulls first" : " nulls last");
        }
        return sql.toString();
    }
}
