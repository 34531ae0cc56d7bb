package io.evolua.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final String KEY = "aA1bB2cC3dD4eE5fF6gG7hH8iI9jJ0kK";
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private static Tokens tokens(Duration later, String... settings) {
        return new Tokens(MapSettings.of(settings), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static Tokens tokens(Duration later) {
        return tokens(later, "SECRET_KEY", KEY);
    }

    @Test
    void a_token_holds_to_the_end_of_its_time() {
        String token = tokens(Duration.ZERO).issue("a@example.com");

        assertThat(tokens(Duration.ZERO).subject(token)).hasValue("a@example.com");
        assertThat(tokens(Duration.ofMinutes(30).minusSeconds(1)).subject(token))
                .isPresent();
        assertThat(tokens(Duration.ofMinutes(30)).subject(token)).isEmpty();
    }

    @Test
    void how_long_is_a_setting() {
        String token = tokens(Duration.ZERO, "SECRET_KEY", KEY, "ACCESS_TOKEN_EXPIRE_MINUTES", "1")
                .issue("a@example.com");

        assertThat(tokens(Duration.ofSeconds(59)).subject(token)).isPresent();
        assertThat(tokens(Duration.ofSeconds(60)).subject(token)).isEmpty();
        for (String minutes : List.of("0", "-1", "x", "99999999999")) {
            assertThatThrownBy(() -> tokens(Duration.ZERO, "SECRET_KEY", KEY, "ACCESS_TOKEN_EXPIRE_MINUTES", minutes))
                    .hasMessageContaining("ACCESS_TOKEN_EXPIRE_MINUTES")
                    .hasMessageContaining(minutes);
        }
    }

    @Test
    void tokens_of_others_are_nobodys() throws Exception {
        String other =
                tokens(Duration.ZERO, "SECRET_KEY", KEY.replace('a', 'z')).issue("a@example.com");
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("a@example.com")
                .audience("elsewhere")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .build();
        SignedJWT forElsewhere = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        forElsewhere.sign(new MACSigner(KEY));

        assertThat(tokens(Duration.ZERO).subject(other)).isEmpty();
        assertThat(tokens(Duration.ZERO).subject(forElsewhere.serialize())).isEmpty();
        assertThat(tokens(Duration.ZERO).subject("")).isEmpty();
        assertThat(tokens(Duration.ZERO).subject("....")).isEmpty();
    }

    @Test
    void without_a_good_key_there_are_no_tokens() {
        assertThatThrownBy(() -> tokens(Duration.ZERO, "SECRET_KEY", ""))
                .hasMessageContaining("SECRET_KEY is not set")
                .hasMessageContaining("openssl rand");
        for (String weak : List.of(
                "tiny",
                "x".repeat(64),
                "abcabcabcabcabcabcabcabcabcabcabcabcabc",
                "change-me-0123456789-abcdefghijklmnop",
                "your-secret-key-0123456789-abcdefghijklmnop")) {
            assertThatThrownBy(() -> tokens(Duration.ZERO, "SECRET_KEY", weak))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SECRET_KEY ")
                    .hasMessageNotContaining(weak);
        }
        assertThatThrownBy(() -> tokens(Duration.ZERO, "SECRET_KEY", KEY, "ALGORITHM", "none"))
                .hasMessageContaining("ALGORITHM is “none”");
    }

    @Test
    void tokens_may_be_signed_with_a_private_key(@TempDir Path folder) throws Exception {
        String pem = pem(2048);
        Path file = Files.writeString(folder.resolve("key.pem"), pem);

        String token = tokens(Duration.ZERO, "ALGORITHM", "RS256", PrivateKeyFile.FILE, file.toString())
                .issue("a@example.com");

        Tokens same = tokens(Duration.ZERO, "ALGORITHM", "RS256", PrivateKeyFile.TEXT, pem);
        assertThat(same.subject(token)).hasValue("a@example.com");
        assertThat(tokens(Duration.ZERO).subject(token)).isEmpty();
        assertThat(same.subject(tokens(Duration.ZERO).issue("a@example.com"))).isEmpty();
    }

    @Test
    void a_private_key_that_cannot_be_used_is_named(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> tokens(Duration.ZERO, "ALGORITHM", "RS256"))
                .hasMessageContaining(PrivateKeyFile.FILE)
                .hasMessageContaining("openssl genpkey");
        for (String pem :
                List.of("nonsense", pem(1024), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")) {
            assertThatThrownBy(() -> tokens(Duration.ZERO, "ALGORITHM", "RS256", PrivateKeyFile.TEXT, pem))
                    .hasMessageStartingWith(PrivateKeyFile.TEXT);
        }
        assertThatThrownBy(() -> tokens(
                        Duration.ZERO,
                        "ALGORITHM",
                        "RS256",
                        PrivateKeyFile.FILE,
                        folder.resolve("nowhere").toString()))
                .hasMessageContaining("nowhere cannot be read");
    }

    private static String pem(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
