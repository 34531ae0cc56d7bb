package io.evolua.web.testing;

import io.evolua.contract.client.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which anything may be said, also what no HTTP client says. */
public final class Wire implements AutoCloseable {

    private final Socket socket;

    /** Connects to the server under test. */
    public Wire() {
        URI server = URI.create(System.getProperty(Service.PROPERTY));
        try {
            socket = new Socket(server.getHost(), server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes back on a connection of its own until the server closes it, or nothing comes for so long. */
    public static String exchange(String request, int patienceMillis) {
        try (Wire wire = new Wire()) {
            return wire.say(request).hear(patienceMillis);
        }
    }

    /** Sends it as it is. */
    public Wire say(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until the end, or until nothing comes for so long. */
    public String hear(int patienceMillis) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(patienceMillis);
            InputStream stream = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                heard.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        } catch (IOException e) {
            heard.writeBytes("<reset>".getBytes(StandardCharsets.ISO_8859_1));
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
