package io.evolua.web.metrics;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The service's numbers in the text format of Prometheus (version 0.0.4), for servers that have no MicroProfile Metrics. */
@SuppressWarnings("NullAway.Init") // injected
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Any
    private transient Instance<Measured> measured;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Measured one : measured) {
            for (Gauge gauge : one.gauges()) {
                if (!gauge.name().equals(last)) {
                    last = gauge.name();
                    text.append("# TYPE ").append(last).append(" gauge\n");
                }
                text.append(last)
                        .append(tags(gauge))
                        .append(' ')
                        .append(gauge.value().get())
                        .append('\n');
            }
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Values are the service's own words, in which nothing needs to be escaped. */
    private static String tags(Gauge gauge) {
        return gauge.tags().isEmpty()
                ? ""
                : gauge.tags().entrySet().stream()
                        .map(tag -> tag.getKey() + "=\"" + tag.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
