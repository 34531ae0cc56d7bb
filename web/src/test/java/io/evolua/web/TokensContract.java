package io.evolua.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.evolua.contract.client.Account;
import io.evolua.contract.client.Answer;
import io.evolua.contract.client.Service;
import io.evolua.web.testing.Server;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tokens that are signed with the right key and nevertheless not in force. */
interface TokensContract {

    private static Answer answer(Account account, JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> claims) {
        JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                .subject(account.user().email())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        SignedJWT token =
                new SignedJWT(new JWSHeader(algorithm), claims.apply(usual).build());
        try {
            token.sign(new MACSigner(Server.SECRET_KEY.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return Service.current().as(token.serialize()).get("/todos/");
    }

    private static void refused(Account account, UnaryOperator<JWTClaimsSet.Builder> claims) {
        Answer answer = answer(account, JWSAlgorithm.HS256, claims);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Could not validate credentials\"}");
    }

    @Test
    default void a_token_is_in_force_or_refused() {
        Account alice = Service.current().account("alice");
        Date past = Date.from(Instant.now().minusSeconds(2));
        Date future = Date.from(Instant.now().plusSeconds(300));

        assertThat(answer(alice, JWSAlgorithm.HS256, claims -> claims).status()).isEqualTo(200);
        assertThat(answer(alice, JWSAlgorithm.HS256, claims -> claims.notBeforeTime(past)
                                .issueTime(past))
                        .status())
                .isEqualTo(200);
        refused(alice, claims -> claims.expirationTime(past));
        refused(alice, claims -> claims.expirationTime(null));
        refused(alice, claims -> claims.notBeforeTime(future));
        refused(alice, claims -> claims.issueTime(future));
        refused(alice, claims -> claims.audience("evolua"));
        refused(alice, claims -> claims.subject(null));
        refused(alice, claims -> claims.subject("nobody@example.com"));
        refused(alice, claims -> claims.claim("sub", 1));
        refused(alice, claims -> claims.claim("exp", "never"));
        assertThat(answer(alice, JWSAlgorithm.HS384, claims -> claims).status()).isEqualTo(401);
    }
}
