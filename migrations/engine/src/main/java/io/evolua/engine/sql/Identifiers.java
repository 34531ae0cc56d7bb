package io.evolua.engine.sql;

import io.evolua.engine.schema.QualifiedName;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as SQL: quoted where PostgreSQL would read them otherwise, plain where it would not. */
public final class Identifiers {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /**
     * Reserved keywords, and those reserved as names of columns or types (<a
     * href="https://www.postgresql.org/docs/current/sql-keywords-appendix.html">SQL Key Words</a>).
     */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case"
                            + " cast char character check coalesce collate collation column concurrently constraint create"
                            + " cross current_catalog current_date current_role current_schema current_time"
                            + " current_timestamp current_user dec decimal default deferrable desc distinct do else end"
                            + " except exists extract false fetch float for foreign freeze from full grant greatest group"
                            + " grouping having ilike in initially inner inout int integer intersect interval into is isnull"
                            + " join json json_array json_arrayagg json_exists json_object json_objectagg json_query"
                            + " json_scalar json_serialize json_table json_value lateral leading least left like limit"
                            + " localtime localtimestamp merge_action national natural nchar none normalize not notnull null"
                            + " nullif numeric offset on only or order out outer overlaps overlay placing position"
                            + " precision primary real references returning right row select session_user setof similar"
                            + " smallint some substring symmetric system_user table tablesample then time timestamp to"
                            + " trailing treat trim true union unique user using values varchar variadic verbose when where"
                            + " window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse"
                            + " xmlpi xmlroot xmlserialize xmltable")
                    .split(" "));

    private Identifiers() {}

    public static String quote(String identifier) {
        return PLAIN.matcher(identifier).matches() && !RESERVED.contains(identifier)
                ? identifier
                : '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String quote(QualifiedName name) {
        return name.inDefaultSchema() ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name());
    }

    /** {@code a, b, c}. */
    static String list(Collection<String> identifiers) {
        return identifiers.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** A string constant. */
    public static String literal(String text) {
        String quoted = '\'' + text.replace("'", "''") + '\'';
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
