package io.evolua.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Files as a database server and its clients need them for TLS, made by the JDK's keytool. */
record Certificates(Path authority, Path otherAuthority, Path server, Path key) {

    private static final String PASSWORD = "changeit";

    /** Of a server that is called {@code localhost}. */
    static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Path request = folder.resolve("request.pem");
        Path server = folder.resolve("server.pem");
        keytool(store, "-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(store, "-genkeypair", "-alias", "other", "-keyalg", "RSA", "-dname", "CN=other", "-ext", "bc:c");
        keytool(store, "-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=localhost");
        keytool(store, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                "san=dns:localhost",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                server.toString());
        return new Certificates(
                export(store, "ca", folder), export(store, "other", folder), server, key(store, folder));
    }

    private static Path export(Path store, String alias, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve(alias + ".pem");
        keytool(store, "-exportcert", "-alias", alias, "-rfc", "-file", file.toString());
        return file;
    }

    private static Path key(Path store, Path folder) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Path file = folder.resolve("key.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        // PostgreSQL takes no key that others could read.
        Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        return file;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " ended with " + process.exitValue());
        }
    }
}
