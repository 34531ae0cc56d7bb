package io.evolua.persistence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is, read from the one URL that people pass around: {@code postgresql://user:password@host:port/db},
 * the same with a Python driver's name ({@code postgresql+psycopg://…}), Heroku's {@code postgres://…}, or JDBC's
 * {@code jdbc:postgresql://…}. Several hosts ({@code a:5432,b:5432}) and pgjdbc's parameters ({@code ?sslmode=require})
 * work in all of them; libpq's {@code connect_timeout} and {@code application_name} are understood too.
 *
 * <p>No message repeats any piece of the text, and {@link #toString()} leaves the password out: a URL that was split in
 * the wrong place may have it anywhere.
 *
 * @param servers at least one
 * @param parameters by pgjdbc's names, in the order in which they were written; without user and password
 */
public record DatabaseUrl(
        List<Server> servers,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> parameters) {

    private static final Pattern URL = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?(?:\\+\\w+)?://(?<authority>[^/?#]*)(?:/(?<database>[^?#]*))?(?:\\?(?<query>[^#]*))?");
    private static final Pattern SERVER =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]*)(?::(?<port>\\d{1,5}))?");
    private static final Map<String, String> LIBPQ_NAMES =
            Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName");
    private static final int DEFAULT_PORT = 5432;
    private static final int MAX_PORT = 65_535;

    /** Keeps what it is given, in its order. */
    public DatabaseUrl {
        servers = List.copyOf(servers);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** One of the machines the database may be on. */
    public record Server(String host, int port) {}

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is not one of PostgreSQL's, saying which part is wrong
     */
    public static DatabaseUrl parse(String text) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw malformed(
                    "it does not begin with postgresql://, postgres:// or jdbc:postgresql://, or holds a bare # sign");
        }
        String authority = url.group("authority");
        int at = authority.lastIndexOf('@');
        Credentials credentials = at < 0 ? Credentials.NONE : Credentials.parse(authority.substring(0, at));
        String database = decode(group(url, "database"), "database");
        if (database.isEmpty() || database.contains("/")) {
            throw malformed("it must name one database after the host");
        }
        Map<String, String> parameters = parameters(group(url, "query"));
        Optional<String> user = Optional.ofNullable(parameters.remove("user")).or(credentials::user);
        Optional<String> password =
                Optional.ofNullable(parameters.remove("password")).or(credentials::password);
        return new DatabaseUrl(servers(authority.substring(at + 1)), database, user, password, parameters);
    }

    private static List<Server> servers(String text) {
        List<Server> servers = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Matcher server = SERVER.matcher(one);
            if (!server.matches()) {
                throw malformed("its host and port are not host:port");
            }
            String host = decode(group(server, "host"), "host");
            String port = group(server, "port");
            int number = port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
            if (number < 1 || number > MAX_PORT) {
                throw malformed("its port is not between 1 and " + MAX_PORT);
            }
            servers.add(new Server(host.isEmpty() ? "localhost" : host, number));
        }
        return servers;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw malformed("its parameters are not name=value");
            }
            String name = decode(pair.substring(0, equals).replace("+", "%20"), "parameter");
            String value = decode(pair.substring(equals + 1).replace("+", "%20"), "parameter");
            parameters.put(LIBPQ_NAMES.getOrDefault(name, name), value);
        }
        return parameters;
    }

    private static String group(Matcher matcher, String name) {
        String text = matcher.group(name);
        return text == null ? "" : text;
    }

    /** Percent-decodes; a plus sign stays one, as everywhere in a URL but in a form. */
    private static String decode(String text, String part) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("its " + part + " has a % that is not followed by two hexadecimal digits");
        }
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("not a PostgreSQL URL: " + what
                + ". Expected postgresql://user:password@host:port/database, with @ : / ? # % and spaces in the user"
                + " and the password percent-encoded (%40 is @)");
    }

    /** Without the password. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("postgresql://");
        user.ifPresent(name -> text.append(name).append('@'));
        String separator = "";
        for (Server server : servers) {
            text.append(separator).append(server.host()).append(':').append(server.port());
            separator = ",";
        }
        return text.append('/').append(database).toString();
    }

    private record Credentials(Optional<String> user, Optional<String> password) {

        static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

        static Credentials parse(String text) {
            int colon = text.indexOf(':');
            String user = decode(colon < 0 ? text : text.substring(0, colon), "user");
            return new Credentials(
                    user.isEmpty() ? Optional.empty() : Optional.of(user),
                    colon < 0 ? Optional.empty() : Optional.of(decode(text.substring(colon + 1), "password")));
        }
    }
}
