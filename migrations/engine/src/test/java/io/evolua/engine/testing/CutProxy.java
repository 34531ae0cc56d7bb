package io.evolua.engine.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server on this machine, and cuts the connection where it is told to. */
public final class CutProxy implements AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger passed = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile int cutBeforeRequest = NEVER;
    private volatile int cutBeforeAnswer = NEVER;

    public CutProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on all passes, and is counted from zero. */
    public CutProxy count() {
        cutBeforeRequest = NEVER;
        cutBeforeAnswer = NEVER;
        passed.set(0);
        return this;
    }

    /** How many requests the clients sent. */
    public int requests() {
        return passed.get();
    }

    /** The server never gets that request. */
    public void cutBeforeRequest(int number) {
        count();
        cutBeforeRequest = number;
    }

    /** The server gets that request, and the client never hears of it. */
    public void cutBeforeAnswer(int number) {
        count();
        cutBeforeAnswer = number;
    }

    /** Now, whatever is on its way: every connection that there is. */
    public void cut() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            close(socket);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                start(() -> requests(client, server));
                start(() -> answers(server, client));
            } catch (IOException e) {
                // Closed: the end.
                return;
            }
        }
    }

    private void requests(Socket client, Socket server) {
        pump(client, server, () -> passed.incrementAndGet() < cutBeforeRequest);
    }

    private void answers(Socket server, Socket client) {
        pump(server, client, () -> passed.get() < cutBeforeAnswer);
    }

    private interface Gate {
        boolean open();
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length = in.read(buffer);
            while (length >= 0 && gate.open()) {
                out.write(buffer, 0, length);
                length = in.read(buffer);
            }
        } catch (IOException e) {
            // The other side is gone: so is this one.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        close(listening);
    }
}
