package io.evolua.engine.sql;

import static io.evolua.engine.sql.Identifiers.list;
import static io.evolua.engine.sql.Identifiers.quote;

import io.evolua.engine.change.Grant;
import io.evolua.engine.change.Revoke;
import io.evolua.engine.schema.ObjectId;
import io.evolua.engine.schema.ObjectId.Kind;
import java.util.List;

/** {@code GRANT} and {@code REVOKE}. */
final class PrivilegeSql {

    private PrivilegeSql() {}

    static List<String> grant(Grant change) {
        return change.denied()
                ? List.of(revoke(change.on(), change.rights(), change.grantee()))
                : List.of(grant(change.on(), change.rights(), change.grantee(), change.grantable()));
    }

    /** Nothing where the object takes its rights along. */
    static List<String> revoke(Revoke change) {
        if (change.withObject()) {
            return List.of();
        }
        return change.denied()
                ? List.of(grant(change.on(), change.rights(), change.grantee(), false))
                : List.of(revoke(change.on(), change.rights(), change.grantee()));
    }

    private static String grant(ObjectId on, List<String> rights, String grantee, boolean grantable) {
        return "grant " + rights(on, rights) + " on " + object(on) + " to " + role(grantee)
                + (grantable ? " with grant option" : "");
    }

    private static String revoke(ObjectId on, List<String> rights, String grantee) {
        return "revoke " + rights(on, rights) + " on " + object(on) + " from " + role(grantee);
    }

    private static String rights(ObjectId on, List<String> rights) {
        return on.kind() == Kind.COLUMN
                ? String.join(
                        ", ",
                        rights.stream()
                                .map(right -> right + " (" + list(List.of(on.detail())) + ")")
                                .toList())
                : String.join(", ", rights);
    }

    private static String object(ObjectId on) {
        return switch (on.kind()) {
            case SCHEMA -> "schema " + quote(on.name().schema());
            case SEQUENCE -> "sequence " + quote(on.name());
            case TABLE, VIEW, MATERIALIZED_VIEW, COLUMN -> quote(on.name());
            default -> ObjectSql.name(on);
        };
    }

    private static String role(String grantee) {
        return grantee.isEmpty() ? "public" : quote(grantee);
    }
}
