package io.evolua.persistence;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * What lies below a connection of the non-blocking driver. Its public face cannot close a connection without the server's
 * consent: closing gives it back to the pool, with all that is still waited for on it.
 */
final class AsyncWire {

    /** Vert.x's name for what watches over {@code readIdleTimeout}. */
    private static final String WATCH = "idle";

    private AsyncWire() {}

    /** Ends the connection at once; whatever is waited for on it fails. */
    static void cut(SqlConnection connection) {
        // Below all handlers, which would wait until what was written is answered.
        ChannelFuture unused = socket(connection)
                .channelHandlerContext()
                .pipeline()
                .firstContext()
                .close();
    }

    /** From here on silence is allowed: that of a statement has its own limit, and between statements there is nothing to say. */
    static void allowSilence(SqlConnection connection) {
        ChannelPipeline pipeline = socket(connection).channelHandlerContext().pipeline();
        if (pipeline.get(WATCH) != null) {
            pipeline.remove(WATCH);
        }
    }

    private static NetSocketInternal socket(SqlConnection connection) {
        Connection below = ((SqlConnectionInternal) connection).unwrap();
        while (!(below instanceof SocketConnectionBase)) {
            Connection next = below.unwrap();
            if (next == below) {
                throw new IllegalStateException("no socket below " + below.getClass());
            }
            below = next;
        }
        return ((SocketConnectionBase) below).socket();
    }
}
