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

/** Stands between a client and a server on this machine, and cuts the connection, or says nothing more, where it is told to. */
public final class CutProxy implements AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger passed = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile int cutBeforeRequest = NEVER;
    private volatile int cutBeforeAnswer = NEVER;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int forgotten;
    private volatile boolean refusing;
    private volatile boolean silent;

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

    /** From now on nobody who comes is let through, and those who are are cut off. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** From now on nothing passes, as if packets were lost on the way. */
    public void silence() {
        silent = true;
    }

    /** On the connections that there are nothing ever passes again, as behind a router that forgot them. */
    public void forget() {
        forgotten = connections.get();
    }

    /** Everything passes again. */
    public void mend() {
        forgotten = 0;
        refusing = false;
        silent = false;
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
                connect(listening.accept());
            } catch (IOException e) {
                // Closed: the end.
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        int number = connections.incrementAndGet();
        if (refusing) {
            client.close();
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            // Nobody is there just now.
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        start(() -> requests(client, server, number));
        start(() -> answers(server, client, number));
    }

    private void requests(Socket client, Socket server, int number) {
        pump(client, server, () -> isHeard(number) && passed.incrementAndGet() < cutBeforeRequest);
    }

    private void answers(Socket server, Socket client, int number) {
        pump(server, client, () -> isHeard(number) && passed.get() < cutBeforeAnswer);
    }

    private boolean isHeard(int number) {
        try {
            while (silent || number <= forgotten) {
                Thread.sleep(10);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
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
