package io.evolua.engine.catalog;

import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From the catalog's oids to ids, for what is read. */
final class ObjectIds {

    private final Map<Long, TableBuilder> tables;
    private final Map<Long, ObjectId> relations = new HashMap<>();
    private final Map<Row, ObjectId> objects = new HashMap<>();

    /** Oids are unique within one catalog only. */
    private record Row(String catalog, long oid) {}

    ObjectIds(Map<Long, TableBuilder> tables) {
        this.tables = tables;
        tables.forEach((oid, table) -> relations.put(oid, ObjectId.table(table.name())));
    }

    /** A row of {@code pg_class}: a view, or what is behind a composite type. */
    void relation(long oid, ObjectId id) {
        relations.put(oid, id);
    }

    /** A row of any catalog, {@code pg_proc} for instance. */
    void object(String catalog, long oid, ObjectId id) {
        objects.put(new Row(catalog, oid), id);
    }

    boolean knowsRelation(long oid) {
        return relations.containsKey(oid);
    }

    boolean knowsNothingButTables() {
        return objects.isEmpty() && relations.size() == tables.size();
    }

    Optional<ObjectId> object(String catalog, long oid) {
        return Optional.ofNullable(objects.get(new Row(catalog, oid)));
    }

    Optional<ObjectId> relation(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    /** A table's column, or a relation itself: PostgreSQL knows views and composite types only as wholes when they change. */
    Optional<ObjectId> relation(long oid, int column) {
        TableBuilder table = tables.get(oid);
        return table == null || column == 0
                ? relation(oid)
                : Optional.of(ObjectId.column(table.name(), table.column(column)));
    }

    Optional<ObjectId> part(Kind kind, long table, String name) {
        return relation(table).filter(id -> id.kind() == Kind.TABLE).map(id -> new ObjectId(kind, id.name(), name));
    }
}
