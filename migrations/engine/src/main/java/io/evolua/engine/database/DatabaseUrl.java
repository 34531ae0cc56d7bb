package io.evolua.engine.database;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and as whom to enter it. {@link #toString()} never shows a password.
 *
 * @param hosts one or more of {@code host:port}, separated by commas; IPv6 addresses in brackets
 * @param database the database's name
 * @param user the user's name
 * @param password the password, or null if none was given (pgjdbc then looks into {@code ~/.pgpass})
 * @param parameters pgjdbc's connection properties by name, in alphabetical order, without user and password
 */
public record DatabaseUrl(
        String hosts,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> parameters) {

    public DatabaseUrl {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?parameters} (also {@code postgres://} and
     * {@code postgresql+driver://}) or {@code jdbc:postgresql://…}. Parts are percent-decoded; a missing host is
     * {@code localhost}, a missing port 5432, a missing user the operating system's, a missing database the one of the
     * user's name, as in libpq.
     *
     * @throws io.evolua.engine.UsageException if the text is not such a URL, saying what is wrong with it
     */
    public static DatabaseUrl parse(String url) {
        return new DatabaseUrlParser(url).parse();
    }

    /** The same with one of pgjdbc's connection properties set. */
    public DatabaseUrl withParameter(String name, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new DatabaseUrl(hosts, database, user, password, more);
    }

    /** Another database of the same server. */
    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(hosts, other, user, password, parameters);
    }

    /** The URL for a JDBC driver, without user, password and any other secret. */
    public String jdbcUrl() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://" + hosts + "/" + Percent.encode(database));
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (!isSecret(parameter.getKey())) {
                url.append(separator).append(Percent.encode(parameter.getKey()));
                url.append('=').append(Percent.encode(parameter.getValue()));
                separator = '&';
            }
        }
        return url.toString();
    }

    /** For messages: {@code postgresql://user@host:port/database}. */
    public String display() {
        return "postgresql://" + user + "@" + hosts + "/" + database;
    }

    static boolean isSecret(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).contains("password");
    }

    @Override
    public String toString() {
        return display();
    }
}
