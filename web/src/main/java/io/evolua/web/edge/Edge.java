package io.evolua.web.edge;

import io.evolua.web.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The only filter of the servlet container: every request comes by here once, those that Jakarta REST never sees included.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST})
public class Edge extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient SecurityHeaders headers = new SecurityHeaders(new Settings());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = RequestId.of(request);
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        headers.put(response);
        chain.doFilter(request, response);
    }
}
