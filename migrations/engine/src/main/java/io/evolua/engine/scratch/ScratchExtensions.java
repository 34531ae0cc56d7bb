package io.evolua.engine.scratch;

import io.evolua.engine.schema.Extension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which extensions the scripts created. A database has each only once, so that one that is there already is taken for the
 * one that a script creates, and cannot be dropped for the tables of others that use it.
 */
final class ScratchExtensions {

    static final ScratchExtensions NONE = new ScratchExtensions(Set.of());

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern CREATE = Pattern.compile(
            "create\\s+extension\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + "(?:.*?\\bschema\\s+" + NAME + ")?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DROP = Pattern.compile(
            "drop\\s+extension\\s+(?:if\\s+exists\\s+)?" + NAME + "\\s*(?:cascade|restrict)?",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> present;
    private final Map<String, Extension> created = new TreeMap<>();

    private ScratchExtensions(Set<String> present) {
        this.present = present;
    }

    static ScratchExtensions of(Connection connection) throws SQLException {
        Set<String> present = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select extname from pg_extension")) {
            while (rows.next()) {
                present.add(rows.getString(1));
            }
        }
        return new ScratchExtensions(present);
    }

    /** Takes note of a statement; true if that is all that is to be done. */
    boolean takes(String sql) {
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            String name = stored(create.group(1));
            String schema = create.group(2) == null ? "" : stored(create.group(2));
            if (!name.equals("plpgsql")) {
                created.put(name, new Extension(name, schema));
            }
            return present.contains(name);
        }
        Matcher drop = DROP.matcher(sql);
        if (drop.matches()) {
            String name = stored(drop.group(1));
            created.remove(name);
            return present.contains(name);
        }
        return false;
    }

    Collection<Extension> created() {
        return List.copyOf(created.values());
    }

    private static String stored(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
