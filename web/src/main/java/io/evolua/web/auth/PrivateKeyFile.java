package io.evolua.web.auth;

import io.evolua.web.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key pair that RS256 signs tokens with, read from a private key in PEM ({@code PKCS#8}). */
record PrivateKeyFile(RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {

    static final String TEXT = "evolua.token.private-key";
    static final String FILE = "evolua.token.private-key-file";

    private static final int MIN_BITS = 2048;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String HOW = "; make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072";

    /** @throws IllegalStateException when there is no such key, or one that is too short */
    static PrivateKeyFile of(Settings settings) {
        return settings.text(TEXT)
                .map(pem -> parse(pem, TEXT))
                .or(() -> settings.text(FILE).map(file -> parse(read(file), FILE + " (" + file + ")")))
                .orElseThrow(() -> new IllegalStateException(
                        "ALGORITHM is RS256, and neither " + FILE + " nor " + TEXT + " is set" + HOW));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalStateException(FILE + ": " + file + " cannot be read (" + e + ")", e);
        }
    }

    private static PrivateKeyFile parse(String pem, String where) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(where + " holds no “" + BEGIN + "”" + HOW);
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(bytes));
            if (key.getModulus().bitLength() < MIN_BITS) {
                throw new IllegalStateException(where + " is too short: "
                        + key.getModulus().bitLength() + " bits, and RS256 needs " + MIN_BITS + HOW);
            }
            RSAPublicKey publicKey =
                    (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new PrivateKeyFile(key, publicKey);
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException(where + " is no private key of RSA" + HOW, e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "PrivateKeyFile[" + publicKey.getModulus().bitLength() + " bits]";
    }
}
