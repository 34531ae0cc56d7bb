package io.evolua.web.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.evolua.web.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens (RFC 7519) that say who somebody is until they expire. Nothing about them is kept: whoever brings one is asked
 * for in the database.
 */
@ApplicationScoped
public class Tokens {

    static final String LIFETIME = "ACCESS_TOKEN_EXPIRE_MINUTES";

    private static final int DEFAULT_MINUTES = 30;
    private static final int MAX_MINUTES = 60 * 24 * 365;

    private final Clock clock;
    private final Signature signature;
    private final Duration lifetime;

    /** By the settings. @throws IllegalStateException when tokens made with them could not be trusted */
    Tokens() {
        this(new Settings(), Clock.systemUTC());
    }

    Tokens(Settings settings, Clock clock) {
        this.clock = clock;
        this.signature = Signature.of(settings);
        this.lifetime = Duration.ofMinutes(settings.number(LIFETIME, DEFAULT_MINUTES, 1, MAX_MINUTES));
    }

    /** Makes sure that the service does not start, rather than refuse logins later. */
    void refuseToStartWithoutAKey(@Observes @Initialized(ApplicationScoped.class) Object start) {
        // The constructor has read the settings.
    }

    /** A token for somebody. */
    String issue(String subject) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .expirationTime(Date.from(clock.instant().plus(lifetime)))
                .build();
        JWSHeader header = new JWSHeader.Builder(signature.algorithm())
                .type(JOSEObjectType.JWT)
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signature.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
        return token.serialize();
    }

    /** Who a token is for; nobody when it is not ours, not in force now, or meant for others than us. */
    Optional<String> subject(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            return signature.algorithm().equals(token.getHeader().getAlgorithm()) && token.verify(signature.verifier())
                    ? Optional.of(token.getJWTClaimsSet())
                            .filter(this::isInForce)
                            .map(JWTClaimsSet::getSubject)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** None of ours names an audience: one that does was made with our key for somebody else (RFC 7519, 4.1.3). */
    private boolean isInForce(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        return expires != null
                && now.isBefore(expires.toInstant())
                && isReached(claims.getNotBeforeTime(), now)
                && isReached(claims.getIssueTime(), now)
                && claims.getClaim("aud") == null;
    }

    private static boolean isReached(@Nullable Date time, Instant now) {
        return time == null || !now.isBefore(time.toInstant());
    }
}
