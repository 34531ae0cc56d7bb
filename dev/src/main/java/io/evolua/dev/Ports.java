package io.evolua.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine's loopback address. */
final class Ports {

    private Ports() {}

    /** @throws DevException if another program listens on the port */
    static void requireFree(int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an earlier run that the system still remembers do not count as taken.
            socket.setReuseAddress(true);
            socket.bind(loopback(port));
        } catch (IOException e) {
            throw new DevException(
                    "Port " + port + " is taken: another program listens there. Stop it, or choose another port with "
                            + option + ".",
                    e);
        }
    }

    /** A port that nobody listens on at the moment. */
    static int free() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DevException("No free port: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
