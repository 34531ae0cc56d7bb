package io.evolua.engine.model;

import io.evolua.engine.RefusedException;
import io.evolua.engine.schema.NamingConvention;
import io.evolua.engine.schema.QualifiedName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.internal.helper.DatabaseTable;

/** What PostgreSQL makes of the names that EclipseLink writes into its statements. */
final class Names {

    /** An identifier that needs no quotes, whatever its case. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    /**
     * {@code pg_get_keywords()} of PostgreSQL 18 in the categories "reserved" and "reserved (can be function or type
     * name)": these cannot name a table or a column without quotes.
     */
    static final Set<String> RESERVED = Set.copyOf(Arrays.asList(("all analyse analyze and any array as asc asymmetric"
                    + " authorization binary both case cast check collate collation column concurrently constraint"
                    + " create cross current_catalog current_date current_role current_schema current_time"
                    + " current_timestamp current_user default deferrable desc distinct do else end except false fetch"
                    + " for foreign freeze from full grant group having ilike in initially inner intersect into is"
                    + " isnull join lateral leading left like limit localtime localtimestamp natural not notnull null"
                    + " offset on only or order outer overlaps placing primary references returning right select"
                    + " session_user similar some symmetric system_user table tablesample then to trailing true union"
                    + " unique user using variadic verbose when where window with")
            .split(" ")));

    private Names() {}

    /** Undelimited names fold to lower case (ASCII only, as in a multi-byte database), all are cut to 63 bytes. */
    static String fold(String name, boolean delimited) {
        if (delimited) {
            return NamingConvention.truncate(name);
        }
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return NamingConvention.truncate(folded.toString());
    }

    /** A name as annotations write it, delimited by double quotes or not. */
    static String written(String name) {
        boolean delimited = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        return delimited ? fold(name.substring(1, name.length() - 1), true) : fold(name, false);
    }

    /** A catalog in front of the schema can only be the connection's own database, and is left out. */
    private static QualifiedName qualified(String qualifier, String name, boolean delimited) {
        String schema = qualifier.substring(qualifier.lastIndexOf('.') + 1);
        return new QualifiedName(fold(schema, delimited), fold(name, delimited));
    }

    static QualifiedName table(DatabaseTable table) {
        return qualified(table.getTableQualifier(), table.getName(), table.shouldUseDelimiters());
    }

    static String column(DatabaseField field) {
        return fold(field.getName(), field.shouldUseDelimiters());
    }

    /**
     * EclipseLink writes a name into its statements as it is, so one that needs quotes must have them in the mapping.
     *
     * @throws RefusedException if the statements of the running application could not be parsed
     */
    static void requireUsable(String name, boolean delimited, String where) {
        if (delimited || (PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT)))) {
            return;
        }
        throw new RefusedException(where + " is named " + name
                + (PLAIN.matcher(name).matches()
                        ? ", a reserved word of PostgreSQL"
                        : ", which is no identifier of PostgreSQL")
                + ", and EclipseLink does not quote it. Choose another name, or write the quotes: name = \"\\\"" + name
                + "\\\"\".");
    }
}
