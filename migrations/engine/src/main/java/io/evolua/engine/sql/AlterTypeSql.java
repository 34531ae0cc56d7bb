package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.literal;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.AlterType;
import io.evolua.engine.change.Change;
import io.evolua.engine.change.SetDetail;
import io.evolua.engine.schema.Column;
import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.Details;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A type altered where PostgreSQL can, and otherwise made anew under the eyes of the columns that use it. */
final class AlterTypeSql {

    private static final int MAX_CHARACTERS = 50;

    private final AlterType change;
    private final QualifiedName name;
    private final List<String> statements = new ArrayList<>();

    private AlterTypeSql(AlterType change) {
        this.change = change;
        this.name = change.to().id().name();
    }

    static List<String> of(AlterType change) {
        if (change.impossible().isPresent()) {
            return List.of("do $$ begin raise exception "
                    + literal(change.impossible().get().replace("%", "%%")) + "; end $$");
        }
        AlterTypeSql sql = new AlterTypeSql(change);
        if (change.movesDependents()) {
            Change.invert(change.dependents()).forEach(c -> sql.statements.addAll(SqlWriter.statements(c)));
        }
        if (change.rebuilds()) {
            sql.rebuild();
        } else {
            sql.alter();
            sql.details();
        }
        if (change.movesDependents()) {
            change.dependents().forEach(c -> sql.statements.addAll(SqlWriter.statements(c)));
        }
        return sql.statements;
    }

    private void alter() {
        if (change.from() instanceof EnumType from && change.to() instanceof EnumType to) {
            addValues(from, to);
        } else if (change.from() instanceof DomainType from && change.to() instanceof DomainType to) {
            alterDomain(from, to);
        } else if (change.from() instanceof CompositeType from && change.to() instanceof CompositeType to) {
            alterAttributes(from, to);
        }
    }

    /** What is dropped or made anew is without comments. */
    private void details() {
        Details from = change.from().details();
        Details to = change.to().details();
        SortedSet<ObjectId> ids = new TreeSet<>(from.texts().keySet());
        ids.addAll(to.texts().keySet());
        for (ObjectId id : ids) {
            Optional<Object> before = part(change.from(), id);
            Optional<Object> after = part(change.to(), id);
            Optional<String> old = before.equals(after) ? from.get(id) : Optional.empty();
            if (after.isPresent() && !old.equals(to.get(id))) {
                statements.addAll(ObjectSql.detail(new SetDetail(id, old, to.get(id))));
            }
        }
    }

    private static Optional<Object> part(DatabaseObject type, ObjectId id) {
        if (type instanceof CompositeType composite && id.kind() == ObjectId.Kind.COLUMN) {
            return composite.attributes().stream()
                    .filter(attribute -> attribute.name().equals(id.detail()))
                    .findFirst()
                    .map(Object.class::cast);
        }
        if (type instanceof DomainType domain && id.kind() == ObjectId.Kind.CONSTRAINT) {
            return Optional.ofNullable(domain.checks().get(id.detail()));
        }
        return Optional.of(id);
    }

    private void addValues(EnumType from, EnumType to) {
        List<String> there = new ArrayList<>(from.values());
        for (int i = 0; i < to.values().size(); i++) {
            String value = to.values().get(i);
            if (!there.contains(value)) {
                String place = "";
                if (i == 0 && !there.isEmpty()) {
                    place = " before " + literal(there.get(0));
                } else if (i < there.size()) {
                    place = " after " + literal(there.get(i - 1));
                }
                statements.add("alter type " + quote(name) + " add value " + literal(value) + place);
                there.add(i, value);
            }
        }
    }

    private void alterDomain(DomainType from, DomainType to) {
        String alter = "alter domain " + quote(name) + " ";
        Map<String, String> renamed = renamedChecks(from, to);
        renamed.forEach((old, now) -> statements.add(alter + "rename constraint " + quote(old) + " to " + quote(now)));
        from.checks().forEach((check, clause) -> {
            if (!clause.equals(to.checks().get(check)) && !renamed.containsKey(check)) {
                statements.add(alter + "drop constraint " + quote(check));
            }
        });
        if (!from.defaultValue().equals(to.defaultValue())) {
            statements.add(alter
                    + to.defaultValue().map(value -> "set default " + value).orElse("drop default"));
        }
        if (from.notNull() != to.notNull()) {
            statements.add(alter + (to.notNull() ? "set not null" : "drop not null"));
        }
        to.checks().forEach((check, clause) -> {
            if (!clause.equals(from.checks().get(check)) && !renamed.containsValue(check)) {
                statements.add(alter + "add constraint " + quote(check) + " " + clause);
            }
        });
    }

    /** New names by old ones, of checks that say the same and have no comment that would go along. */
    private static Map<String, String> renamedChecks(DomainType from, DomainType to) {
        Map<String, String> renamed = new TreeMap<>();
        from.checks().forEach((old, clause) -> to.checks().entrySet().stream()
                .filter(check -> check.getValue().equals(clause))
                .map(Map.Entry::getKey)
                .filter(now -> !from.checks().containsKey(now) && !renamed.containsValue(now))
                .filter(now -> !to.checks().containsKey(old) && !isCommented(from, old) && !isCommented(to, now))
                .findFirst()
                .ifPresent(now -> renamed.put(old, now)));
        return renamed;
    }

    private static boolean isCommented(DomainType domain, String check) {
        return domain.details()
                .get(new ObjectId(ObjectId.Kind.CONSTRAINT, domain.name(), check))
                .isPresent();
    }

    private void alterAttributes(CompositeType from, CompositeType to) {
        List<String> actions = new ArrayList<>();
        from.attributes().stream()
                .filter(attribute -> !to.attributes().contains(attribute))
                .forEach(attribute -> actions.add("drop attribute " + quote(attribute.name())));
        to.attributes().stream()
                .filter(attribute -> !from.attributes().contains(attribute))
                .forEach(attribute -> actions.add("add attribute " + quote(attribute.name()) + " " + attribute.type()));
        statements.add("alter type " + quote(name) + " " + String.join(", ", actions));
    }

    private void rebuild() {
        String plain = name.name();
        String clipped = plain.length() > MAX_CHARACTERS ? plain.substring(0, MAX_CHARACTERS) : plain;
        QualifiedName old = name.sibling(clipped + "__old");
        boolean wasDomain = change.from() instanceof DomainType;
        String kind = wasDomain ? "domain " : "type ";
        statements.add("alter " + kind + quote(name) + " rename to " + quote(old.name()));
        statements.add(creation(change.to()));
        Map<QualifiedName, List<String>> actions = new LinkedHashMap<>();
        for (AlterType.Use use : change.uses()) {
            actions.computeIfAbsent(use.table(), table -> new ArrayList<>()).addAll(cast(use.column()));
        }
        actions.forEach((table, all) -> {
            String separator = all.size() == 1 ? " " : "\n    ";
            statements.add("alter table " + quote(table) + separator + String.join("," + separator, all));
        });
        statements.add("drop " + kind + quote(old));
        statements.addAll(ObjectSql.details(change.to()));
    }

    private static String creation(DatabaseObject type) {
        if (type instanceof EnumType enumType) {
            return ObjectSql.enumType(enumType);
        }
        if (type instanceof DomainType domain) {
            return ObjectSql.domain(domain);
        }
        return ObjectSql.compositeType((CompositeType) type);
    }

    private List<String> cast(Column column) {
        String alter = "alter column " + quote(column.name()) + " ";
        List<String> actions = new ArrayList<>();
        column.defaultValue().ifPresent(value -> actions.add(alter + "drop default"));
        actions.add(alter + "type " + column.type() + " using " + converted(column));
        column.defaultValue().ifPresent(value -> actions.add(alter + "set default " + value));
        return actions;
    }

    /** By way of the text, which every type has; a composite value by its fields, which may be others. */
    private String converted(Column column) {
        String type = column.type().text();
        String value = quote(column.name());
        if (change.from() instanceof CompositeType from
                && change.to() instanceof CompositeType to
                && !type.endsWith("[]")) {
            List<String> kept = from.attributes().stream()
                    .map(CompositeType.Attribute::name)
                    .toList();
            String fields = to.attributes().stream()
                    .map(CompositeType.Attribute::name)
                    .map(field -> kept.contains(field) ? "(" + value + ")." + quote(field) : "null")
                    .collect(Collectors.joining(", "));
            return "case when " + value + " is distinct from null then row(" + fields + ")::" + type + " end";
        }
        return value + (type.endsWith("[]") ? "::text[]::" : "::text::") + type;
    }
}
