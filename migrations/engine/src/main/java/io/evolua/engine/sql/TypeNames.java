package io.evolua.engine.sql;

import io.evolua.engine.schema.SqlText;
import java.util.regex.Pattern;

/** Types as people write them: {@code varchar(255)}, not {@code character varying(255)}. */
final class TypeNames {

    private static final Pattern VARCHAR = Pattern.compile("^character varying\\b");
    private static final Pattern CHAR = Pattern.compile("^character\\b");
    private static final Pattern ZONED = Pattern.compile("^(timestamp|time)(\\(\\d+\\))? with time zone");
    private static final Pattern LOCAL = Pattern.compile("^(timestamp|time)(\\(\\d+\\))? without time zone");

    private TypeNames() {}

    static String shortest(SqlText type) {
        if (!type.canonical()) {
            return type.text();
        }
        String text = VARCHAR.matcher(type.text()).replaceFirst("varchar");
        text = CHAR.matcher(text).replaceFirst("char");
        text = ZONED.matcher(text).replaceFirst("$1tz$2");
        return LOCAL.matcher(text).replaceFirst("$1$2");
    }
}
