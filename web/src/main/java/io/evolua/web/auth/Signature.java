package io.evolua.web.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import io.evolua.web.settings.Settings;

/**
 * How tokens are signed, by the setting {@code ALGORITHM}: {@code HS256} (default) with {@code SECRET_KEY}, or
 * {@code RS256} with a private key.
 */
record Signature(JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier) {

    static final String SETTING = "ALGORITHM";

    /** @throws IllegalStateException when the algorithm is unknown, or its key missing or weak */
    static Signature of(Settings settings) {
        String algorithm = settings.text(SETTING).orElse("HS256");
        try {
            return switch (algorithm) {
                case "HS256" ->
                    hs256(SecretKey.check(settings.text(SecretKey.SETTING).orElseThrow(SecretKey::missing)));
                case "RS256" -> rs256(PrivateKeyFile.of(settings));
                default ->
                    throw new IllegalStateException(SETTING + " is “" + algorithm + "”; expected HS256 or RS256");
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("tokens cannot be signed with " + algorithm, e);
        }
    }

    private static Signature hs256(byte[] key) throws JOSEException {
        return new Signature(JWSAlgorithm.HS256, new MACSigner(key), new MACVerifier(key));
    }

    private static Signature rs256(PrivateKeyFile key) {
        return new Signature(
                JWSAlgorithm.RS256, new RSASSASigner(key.privateKey()), new RSASSAVerifier(key.publicKey()));
    }
}
