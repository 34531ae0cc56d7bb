package io.evolua.web.edge;

import io.evolua.web.metrics.Traffic;
import io.evolua.web.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The only filter of the servlet container: every request comes by here, those that Jakarta REST never sees included, and
 * those that the container refuses, on the way to the page of errors.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
@SuppressWarnings("NullAway.Init") // injected
public class Edge extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The attribute of a request under which there is an {@link AsyncListener}, for the case that it is suspended. */
    public static final String LISTENER = Edge.class.getName() + ".listener";

    private final transient SecurityHeaders headers = new SecurityHeaders(new Settings());

    @Inject
    private transient Traffic traffic;

    @Inject
    private transient Shutdown shutdown;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(RequestId.ATTRIBUTE) != null) {
            // Once is enough for a request that turned into an error; its headers are still there.
            chain.doFilter(request, response);
            return;
        }
        String id = RequestId.of(request);
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        headers.put(response);
        if (shutdown.isUnderWay()) {
            // The next request of this client goes to who stays.
            response.setHeader("Connection", "close");
        }
        long begin = System.nanoTime();
        traffic.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                AsyncContext context = request.getAsyncContext();
                if (request.getAttribute(LISTENER) instanceof AsyncListener listener) {
                    Listening.to(context, listener);
                }
                Listening.to(context, new End(request, response, begin));
            } else {
                end(request, response, begin);
            }
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response, long begin) {
        traffic.end(request.getMethod(), response.getStatus(), System.nanoTime() - begin);
    }

    /** Of a request that is answered on another thread. */
    private final class End implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long begin;

        private End(HttpServletRequest request, HttpServletResponse response, long begin) {
            this.request = request;
            this.response = response;
            this.begin = begin;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end(request, response, begin);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completion follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completion follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            Listening.to(event.getAsyncContext(), this);
        }
    }
}
