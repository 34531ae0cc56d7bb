package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.CreateObject;
import io.evolua.engine.change.DropObject;
import io.evolua.engine.change.RenameObject;
import io.evolua.engine.change.ReplaceObject;
import io.evolua.engine.change.SetDetail;
import io.evolua.engine.schema.CompositeType;
import io.evolua.engine.schema.DatabaseObject;
import io.evolua.engine.schema.DefinedObject;
import io.evolua.engine.schema.DomainType;
import io.evolua.engine.schema.EnumType;
import io.evolua.engine.schema.Extension;
import io.evolua.engine.schema.MaterializedView;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements for the objects beside tables. */
final class ObjectSql {

    private ObjectSql() {}

    static List<String> create(CreateObject change) {
        DatabaseObject object = change.object();
        List<String> statements = new ArrayList<>(creation(object));
        statements.addAll(details(object));
        return statements;
    }

    private static List<String> creation(DatabaseObject object) {
        if (object instanceof EnumType type) {
            return List.of(enumType(type));
        }
        if (object instanceof DomainType domain) {
            return List.of(domain(domain));
        }
        if (object instanceof CompositeType type) {
            return List.of(compositeType(type));
        }
        if (object instanceof Extension extension) {
            return List.of("create extension " + quote(extension.name())
                    + (extension.schema().isEmpty() ? "" : " schema " + quote(extension.schema())));
        }
        if (object instanceof MaterializedView view) {
            List<String> statements = new ArrayList<>();
            statements.add("create materialized view " + quote(view.name()) + view.definition());
            view.indexes().forEach(index -> statements.addAll(IndexSql.create(view.name(), index)));
            return statements;
        }
        return defined((DefinedObject) object);
    }

    static String enumType(EnumType type) {
        return "create type " + quote(type.name()) + " as enum ("
                + type.values().stream().map(Identifiers::literal).collect(Collectors.joining(", ")) + ")";
    }

    static String domain(DomainType domain) {
        StringBuilder sql = new StringBuilder("create domain ")
                .append(quote(domain.name()))
                .append(" as ")
                .append(domain.baseType());
        domain.defaultValue().ifPresent(value -> sql.append(" default ").append(value));
        if (domain.notNull()) {
            sql.append(" not null");
        }
        domain.checks().forEach((name, check) -> sql.append(" constraint ")
                .append(quote(name))
                .append(' ')
                .append(check));
        return sql.toString();
    }

    static String compositeType(CompositeType type) {
        return "create type " + quote(type.name()) + " as ("
                + type.attributes().stream()
                        .map(attribute -> quote(attribute.name()) + " " + attribute.type())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static List<String> defined(DefinedObject object) {
        ObjectId id = object.id();
        return switch (id.kind()) {
            case TRIGGER, RULE ->
                object.state().equals(DefinedObject.ENABLED)
                        ? List.of(object.definition())
                        : List.of(object.definition(), state(object));
            case POLICY ->
                List.of("create policy " + quote(id.detail()) + " on " + quote(id.name()) + object.definition());
            default -> List.of("create " + id.kind().sql() + " " + quote(id.name()) + object.definition());
        };
    }

    private static String state(DefinedObject object) {
        return "alter table " + quote(object.id().name()) + " " + object.state() + " "
                + object.id().kind().sql() + " " + quote(object.id().detail());
    }

    static List<String> rename(RenameObject change) {
        ObjectId id = change.from();
        return List.of("alter " + (change.domain() ? "domain " + quote(id.name()) : name(id)) + " rename to "
                + quote(change.to().name()));
    }

    static List<String> drop(DropObject change) {
        DatabaseObject object = change.object();
        return List.of("drop "
                + (object instanceof DomainType ? "domain " + quote(object.id().name()) : name(object.id())));
    }

    static List<String> replace(ReplaceObject change) {
        DefinedObject object = change.to();
        List<String> statements = new ArrayList<>();
        if (change.redefines()) {
            statements.add("create or replace " + object.id().kind().sql() + " "
                    + quote(object.id().name()) + object.definition());
        }
        if (!change.from().state().equals(object.state())) {
            statements.add(state(object));
        }
        return statements;
    }

    static List<String> details(DatabaseObject object) {
        List<String> statements = new ArrayList<>();
        object.details()
                .texts()
                .forEach((id, text) ->
                        statements.addAll(detail(new SetDetail(id, Optional.empty(), Optional.of(text)))));
        return statements;
    }

    static List<String> detail(SetDetail change) {
        ObjectId on = change.on();
        if (on.kind() == Kind.DEFAULT) {
            String what = change.to().map(value -> "set default " + value).orElse("drop default");
            return List.of("alter view " + quote(on.name()) + " alter column " + quote(on.detail()) + " " + what);
        }
        String named =
                switch (on.kind()) {
                    case COLUMN -> "column " + quote(on.name()) + "." + quote(on.detail());
                    case CONSTRAINT -> "constraint " + quote(on.detail()) + " on domain " + quote(on.name());
                    default -> name(on);
                };
        return Comments.change(named, change.from(), change.to());
    }

    /** As it is called in statements: {@code trigger x on t}, {@code function f(integer)}. */
    static String name(ObjectId id) {
        String kind = id.kind().sql() + " ";
        if (id.kind().ofTable()) {
            return kind + quote(id.detail()) + " on " + quote(id.name());
        }
        return kind + quote(id.name()) + (id.kind().routine() ? "(" + id.detail() + ")" : "");
    }
}
