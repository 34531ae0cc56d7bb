package io.evolua.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code DATABASE_URL} says about encryption and passwords, to a server that demands both. */
@SuppressWarnings("NullAway.Init") // started before all tests
class EncryptionTest {

    private static EmbeddedPostgres server;
    private static Certificates certificates;

    @BeforeAll
    static void start(@TempDir Path folder)
            throws IOException, InterruptedException, GeneralSecurityException, SQLException {
        certificates = Certificates.make(folder);
        server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificates.server().toString())
                .setServerConfig("ssl_key_file", certificates.key().toString())
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set password_encryption = 'scram-sha-256'");
            statement.execute("create role service login password 'p@ss word'");
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                Files.writeString(
                        Path.of(file.getString(1)),
                        "hostssl all service all scram-sha-256\nhost all service all reject\nhost all postgres all trust\n");
            }
            statement.execute("select pg_reload_conf()");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Both drivers, asked whether their connection is encrypted. */
    enum Door {
        BLOCKING {
            @Override
            boolean isEncrypted(DatabaseUrl url) throws SQLException {
                try (Connection connection = new EvoluaDataSource(url).getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(QUESTION)) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        },
        NON_BLOCKING {
            @Override
            boolean isEncrypted(DatabaseUrl url) {
                Duration time = Duration.ofSeconds(20);
                try (AsyncDatabase database = new AsyncDatabase(url, new AsyncLimits(1, 1, time, time, time, 16, 1))) {
                    return database.transaction(new Cancellation(), transaction -> transaction
                                    .run(QUESTION, List.of())
                                    .map(rows -> rows.iterator().next().getBoolean(0))
                                    .toCompletionStage())
                            .toCompletableFuture()
                            .join();
                }
            }
        };

        private static final String QUESTION = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

        abstract boolean isEncrypted(DatabaseUrl url) throws SQLException, CompletionException;
    }

    private static DatabaseUrl url(String host, String password, String parameters) {
        return DatabaseUrl.parse(
                "postgresql://service:" + password + "@" + host + ":" + server.getPort() + "/postgres?" + parameters);
    }

    private static String trusting(String mode, Path authority) {
        return "sslmode=" + mode + "&sslrootcert=" + authority;
    }

    @ParameterizedTest
    @EnumSource
    void whoever_demands_encryption_has_it_and_a_password_is_proven(Door door) throws SQLException {
        assertThat(door.isEncrypted(url("127.0.0.1", "p%40ss%20word", "sslmode=require")))
                .isTrue();
        assertThat(catchThrowable(() -> door.isEncrypted(url("127.0.0.1", "wrong", "sslmode=require"))))
                .isNotNull();
        assertThat(catchThrowable(() -> door.isEncrypted(url("127.0.0.1", "p%40ss%20word", "sslmode=disable"))))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void whose_certificate_it_is_matters_to_who_wants_to_know(Door door) throws SQLException {
        assertThat(door.isEncrypted(url("127.0.0.1", "p%40ss%20word", trusting("verify-ca", certificates.authority()))))
                .isTrue();
        assertThat(catchThrowable(() -> door.isEncrypted(
                        url("127.0.0.1", "p%40ss%20word", trusting("verify-ca", certificates.otherAuthority())))))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void the_name_in_the_certificate_matters_to_who_wants_to_know(Door door) throws SQLException {
        assertThat(door.isEncrypted(
                        url("localhost", "p%40ss%20word", trusting("verify-full", certificates.authority()))))
                .isTrue();
        assertThat(catchThrowable(() -> door.isEncrypted(
                        url("127.0.0.1", "p%40ss%20word", trusting("verify-full", certificates.authority())))))
                .isNotNull();
    }
}
