package io.evolua.web.microprofile;

import io.evolua.web.health.HealthServlet;
import io.evolua.web.metrics.MetricsServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServlet;

/** Answers {@code /health} and {@code /metrics} where the server does not, which would have registered itself by now. */
@WebListener
public class OwnEndpoints implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        answer(event.getServletContext(), "/health", HealthServlet.class);
        answer(event.getServletContext(), "/metrics", MetricsServlet.class);
    }

    private static void answer(ServletContext context, String path, Class<? extends HttpServlet> servlet) {
        String below = path + "/*";
        boolean answered = context.getServletRegistrations().values().stream()
                .flatMap(registration -> registration.getMappings().stream())
                .anyMatch(mapping -> mapping.equals(path) || mapping.equals(below));
        if (!answered) {
            context.addServlet(servlet.getSimpleName(), servlet).addMapping(path, below);
        }
    }
}
