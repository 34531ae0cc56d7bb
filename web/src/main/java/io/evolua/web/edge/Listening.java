package io.evolua.web.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponseWrapper;

/** How to listen to what becomes of a suspended request. */
public final class Listening {

    private Listening() {}

    /**
     * Adds a listener, whose events have no response of HTTP: before each event GlassFish sets the status of the response
     * that a listener shall get to 200, which is what an answer without content (304) would then go out with.
     */
    public static void to(AsyncContext context, AsyncListener listener) {
        context.addListener(listener, context.getRequest(), new ServletResponseWrapper(context.getResponse()));
    }
}
