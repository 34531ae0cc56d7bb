package io.evolua.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.HostSpec;

/**
 * Connections to the database that the setting {@code DATABASE_URL} names (see {@link DatabaseUrl}). The container makes
 * one by its no-argument constructor and pools what it gives.
 *
 * <p>Timeouts are there from the start, because a host that vanishes without a word would otherwise hold a request for
 * as long as TCP tries: 3 seconds to connect, 9 for an answer, which is one more than the service's role has for a statement;
 * keep-alive packets. Whoever needs others says so in the URL ({@code ?connectTimeout=30&socketTimeout=60}).
 */
public class EvoluaDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** The setting that says where the database is. */
    public static final String SETTING = "DATABASE_URL";

    static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 9;

    private final transient Silence silence = new Silence();

    /**
     * For the container.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public EvoluaDataSource() {
        this(configured());
    }

    /** @throws IllegalStateException when the URL has a parameter that pgjdbc does not know */
    @SuppressWarnings("this-escape") // the driver's class wants its setters called; all of them are its own
    EvoluaDataSource(DatabaseUrl url) {
        setServerNames(url.servers().stream().map(DatabaseUrl.Server::host).toArray(String[]::new));
        setPortNumbers(url.servers().stream().mapToInt(DatabaseUrl.Server::port).toArray());
        setDatabaseName(url.database());
        url.user().ifPresent(this::setUser);
        url.password().ifPresent(this::setPassword);
        setApplicationName("evolua");
        setConnectTimeout(CONNECT_SECONDS);
        setSocketTimeout(ANSWER_SECONDS);
        setTcpKeepAlive(true);
        // Strings go out without a type: PostgreSQL then takes them for values of its enum types, too.
        setStringType("unspecified");
        for (Map.Entry<String, String> parameter : url.parameters().entrySet()) {
            try {
                setProperty(parameter.getKey(), parameter.getValue());
            } catch (SQLException e) {
                throw new IllegalStateException(
                        SETTING + ": pgjdbc does not take the parameter “" + parameter.getKey() + "” as it is written",
                        e);
            }
        }
    }

    /**
     * A data source for one question with a quick answer: every step gives up after the given time. Not for a pool.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public static EvoluaDataSource impatient(int seconds) {
        EvoluaDataSource source = new EvoluaDataSource();
        source.setConnectTimeout(seconds);
        source.setSocketTimeout(seconds);
        return source;
    }

    /**
     * A connection that knows whether it still leads to the database. It is for the URL's user when nobody is named: GlassFish
     * asks with the defaults of {@code @DataSourceDefinition}, which are empty.
     */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties properties = Driver.parseURL(getUrl(), null);
        if (properties == null) {
            throw new IllegalStateException("pgjdbc does not understand its own URL");
        }
        boolean named = user != null && !user.isEmpty();
        PGProperty.USER.set(properties, named ? user : getUser());
        PGProperty.PASSWORD.set(properties, named ? password : getPassword());
        return silence.connect(() -> ProbedConnection.open(hosts(), properties, getUrl(), silence));
    }

    private HostSpec[] hosts() {
        String[] names = getServerNames();
        int[] ports = getPortNumbers();
        return IntStream.range(0, names.length)
                .mapToObj(i -> new HostSpec(names[i], ports[i]))
                .toArray(HostSpec[]::new);
    }

    /**
     * Ignored: the hosts are the URL's. The container calls this with the default of {@code @DataSourceDefinition}, which
     * is {@code localhost}, whatever the constructor found.
     */
    @Override
    @Deprecated
    public void setServerName(String serverName) {
        // see above
    }

    /** Ignored when it is empty: GlassFish calls this with the default of {@code @DataSourceDefinition}. */
    @Override
    public void setUser(@Nullable String user) {
        if (user != null && !user.isEmpty()) {
            super.setUser(user);
        }
    }

    /** Ignored when it is empty, for the same reason. */
    @Override
    public void setPassword(@Nullable String password) {
        if (password != null && !password.isEmpty()) {
            super.setPassword(password);
        }
    }

    /**
     * Where the database is, by the setting.
     *
     * @throws IllegalStateException when {@code DATABASE_URL} is missing or cannot be read
     */
    public static DatabaseUrl configured() {
        Optional<String> text = ServerSettings.find(SETTING);
        if (text.isEmpty()) {
            throw new IllegalStateException(SETTING
                    + " is not set: the service does not know its database. Expected postgresql://user:password@host:port/database,"
                    + " as an environment variable or a system property");
        }
        try {
            return DatabaseUrl.parse(text.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(SETTING + " is " + e.getMessage(), e);
        }
    }
}
