package io.evolua.engine.database;

import io.evolua.engine.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a database URL apart. Its complaints never repeat the URL, which may hold a password. */
final class DatabaseUrlParser {

    private static final Pattern SCHEME =
            Pattern.compile("(?i)(jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9_.-]+)?):(.*)", Pattern.DOTALL);
    private static final String WANTED = "write it as postgresql://user:password@host:port/database";

    /** libpq's names of parameters, for which pgjdbc has another one. */
    private static final Map<String, String> PGJDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding",
            "target_session_attrs", "targetServerType",
            "gssencmode", "gssEncMode",
            "krbsrvname", "kerberosServerName");

    /** libpq's values of {@code target_session_attrs} as pgjdbc's of {@code targetServerType}. */
    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private final String url;
    private final Map<String, String> parameters = new TreeMap<>();
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String database;
    private @Nullable String port;
    private String authority = "";

    DatabaseUrlParser(String url) {
        this.url = url.strip();
    }

    DatabaseUrl parse() {
        String rest = afterScheme();
        int query = rest.indexOf('?');
        if (query >= 0) {
            parseParameters(rest.substring(query + 1));
            rest = rest.substring(0, query);
        }
        if (rest.startsWith("//")) {
            rest = rest.substring(2);
            int slash = rest.indexOf('/');
            authority = slash < 0 ? rest : rest.substring(0, slash);
            if (slash >= 0 && slash + 1 < rest.length()) {
                database = decoded(rest.substring(slash + 1), "the database's name");
            }
        } else if (!rest.isEmpty() && !rest.startsWith("/")) {
            database = decoded(rest, "the database's name"); // pgjdbc's short form jdbc:postgresql:database
        } else {
            throw wrong("it has no // after the scheme");
        }
        String hosts = hosts(afterUserInfo());
        String name = user == null ? System.getProperty("user.name", "postgres") : user;
        return new DatabaseUrl(hosts, database == null ? name : database, name, password, parameters);
    }

    private String afterScheme() {
        if (url.isEmpty()) {
            throw wrong("it is empty");
        }
        var matcher = SCHEME.matcher(url);
        if (matcher.matches()) {
            return matcher.group(2);
        }
        int colon = url.indexOf(':');
        String scheme = colon > 0 ? url.substring(0, colon) : "";
        if (scheme.equalsIgnoreCase("jdbc") && url.indexOf(':', 5) > 0) {
            scheme = url.substring(0, url.indexOf(':', 5));
        }
        boolean otherDatabase = scheme.startsWith("jdbc") || url.startsWith("//", colon + 1);
        throw wrong(
                colon > 0 && otherDatabase
                        ? "it is for \"" + scheme + "\", and only PostgreSQL is supported"
                        : "it does not begin with postgresql:// or jdbc:postgresql://");
    }

    private void parseParameters(String query) {
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String given = decoded(equals < 0 ? part : part.substring(0, equals), "a parameter's name");
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1), "the parameter " + given);
            switch (given) {
                case "user" -> user = value;
                case "password" -> password = value;
                case "dbname" -> database = value;
                case "port" -> port = value;
                case "host" -> authorityFromParameter(value);
                default -> {
                    String name = PGJDBC_NAMES.getOrDefault(given, given);
                    parameters.put(
                            name, name.equals("targetServerType") ? SERVER_TYPES.getOrDefault(value, value) : value);
                }
            }
        }
    }

    private void authorityFromParameter(String host) {
        if (host.startsWith("/")) {
            throw wrong("it names the Unix socket " + host + "; the JDBC driver needs a TCP host");
        }
        parameters.put("host", host);
    }

    /** Sets user and password from what stands before the last @ and gives back what follows it. */
    private String afterUserInfo() {
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return authority;
        }
        String info = authority.substring(0, at);
        int colon = info.indexOf(':');
        String name = decoded(colon < 0 ? info : info.substring(0, colon), "the user's name");
        if (!name.isEmpty()) {
            user = name;
        }
        if (colon >= 0) {
            password = decoded(info.substring(colon + 1), "the password");
        }
        return authority.substring(at + 1);
    }

    private String hosts(String given) {
        String fromParameter = parameters.remove("host");
        List<String> hosts = new ArrayList<>();
        for (String one : (given.isEmpty() && fromParameter != null ? fromParameter : given).split(",", -1)) {
            hosts.add(host(one));
        }
        return String.join(",", hosts);
    }

    private String host(String given) {
        String host = given;
        String hostPort = null;
        if (given.startsWith("[")) {
            int end = given.indexOf(']');
            if (end < 0) {
                throw wrong("the IPv6 address has no closing ]");
            }
            host = given.substring(0, end + 1);
            String after = given.substring(end + 1);
            if (!after.isEmpty() && !after.startsWith(":")) {
                throw wrong("something other than :port follows the ] of the IPv6 address");
            }
            hostPort = after.isEmpty() ? null : after.substring(1);
        } else {
            int colon = given.indexOf(':');
            if (colon >= 0 && given.indexOf(':', colon + 1) >= 0) {
                throw wrong("it has two : in the host; an IPv6 address goes into brackets, as in [::1]:5432, "
                        + "and a : in the password is written %3A, a / %2F, an @ %40");
            }
            if (colon >= 0) {
                host = given.substring(0, colon);
                hostPort = given.substring(colon + 1);
            }
        }
        host = decoded(host, "the host");
        if (host.startsWith("/")) {
            throw wrong("it names the Unix socket " + host + "; the JDBC driver needs a TCP host");
        }
        if (host.chars().anyMatch(c -> c <= ' ' || "/?#@\\\"<>".indexOf(c) >= 0)) {
            throw wrong("the host holds a character that no host name has");
        }
        String effective = hostPort == null || hostPort.isEmpty() ? port : hostPort;
        return (host.isEmpty() ? "localhost" : host.toLowerCase(Locale.ROOT)) + ":" + portNumber(effective);
    }

    private int portNumber(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 5432;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            // A password with a / in it ends the authority early and then stands where the port is: do not repeat it.
            throw wrong(
                    text.matches("-?\\d+")
                            ? "the port " + text + " is not between 1 and 65535"
                            : "the port is not a number (in a password, a : is written %3A, a / %2F, an @ %40)");
        }
        return Integer.parseInt(text);
    }

    private String decoded(String text, String what) {
        try {
            return Percent.decode(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(message(what + ": " + e.getMessage()), e);
        }
    }

    private UsageException wrong(String what) {
        return new UsageException(message(what));
    }

    private static String message(String what) {
        return "The database URL cannot be read: " + what + "; " + WANTED + ".";
    }
}
