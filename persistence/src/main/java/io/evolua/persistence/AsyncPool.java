package io.evolua.persistence;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The non-blocking driver's pool, from the same URL and with the same timeouts as the blocking one ({@link EvoluaDataSource}). */
final class AsyncPool {

    private static final int POOL_IDLE_SECONDS = 300;

    /** What comes after the connecting of sockets may take as often as long: the first connection loads the driver. */
    private static final int HANDSHAKES = 2;

    private AsyncPool() {}

    static Vertx vertx(AsyncLimits limits) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(limits.threads())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                // Nothing of the class path is copied to a temporary folder.
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    static Pool open(Vertx vertx, DatabaseUrl url, AsyncLimits limits) {
        int connectMillis = Math.toIntExact(TimeUnit.SECONDS.toMillis(Long.parseLong(
                url.parameters().getOrDefault("connectTimeout", Integer.toString(EvoluaDataSource.CONNECT_SECONDS)))));
        return PgBuilder.pool()
                .using(vertx)
                .with(new PoolOptions()
                        .setMaxSize(limits.connections())
                        .setMaxWaitQueueSize(limits.waiting())
                        // None: who gives up in the moment in which there is a connection for him would be answered
                        // twice by Vert.x 5.0, or never, and others with him (eclipse-vertx/vert.x issue 6169).
                        .setConnectionTimeout(0)
                        .setIdleTimeout(POOL_IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setEventLoopSize(limits.threads()))
                .with(new NetClientOptions()
                        .setConnectTimeout(connectMillis)
                        .setTcpKeepAlive(true)
                        // Of the way from there to a connection, which has no limit of its own.
                        .setReadIdleTimeout(HANDSHAKES * connectMillis)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .withConnectHandler(connection -> {
                    AsyncWire.allowSilence(connection);
                    connection.close();
                })
                .connectingTo(servers(url, limits))
                .build();
    }

    private static List<SqlConnectOptions> servers(DatabaseUrl url, AsyncLimits limits) {
        return url.servers().stream()
                .map(server -> (SqlConnectOptions) options(url, limits)
                        .setHost(server.host().replaceAll("[\\[\\]]", ""))
                        .setPort(server.port()))
                .collect(Collectors.toList());
    }

    private static PgConnectOptions options(DatabaseUrl url, AsyncLimits limits) {
        Map<String, String> parameters = url.parameters();
        PgConnectOptions options = new PgConnectOptions()
                .setDatabase(url.database())
                .setUser(url.user().orElse(System.getProperty("user.name")))
                .setPassword(url.password().orElse(""))
                .setCachePreparedStatements(true)
                .setPipeliningLimit(limits.pipelining());
        options.addProperty("application_name", parameters.getOrDefault("ApplicationName", "evolua"));
        if (parameters.containsKey("currentSchema")) {
            options.addProperty("search_path", parameters.get("currentSchema"));
        }
        String ssl = parameters.get("sslmode");
        if (ssl != null) {
            encrypt(options, SslMode.of(ssl.toLowerCase(Locale.ROOT)), parameters);
        }
        return options;
    }

    /** As libpq and pgjdbc have it: whose certificate it is matters from {@code verify-ca} on. */
    private static void encrypt(PgConnectOptions options, SslMode mode, Map<String, String> parameters) {
        boolean verify = mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
        ClientSSLOptions ssl = new ClientSSLOptions()
                .setTrustAll(!verify)
                .setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        if (verify && parameters.containsKey("sslrootcert")) {
            ssl.setTrustOptions(new PemTrustOptions().addCertPath(parameters.get("sslrootcert")));
        }
        options.setSslMode(mode).setSslOptions(ssl);
    }
}
