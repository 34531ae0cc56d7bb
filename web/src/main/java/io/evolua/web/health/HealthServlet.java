package io.evolua.web.health;

import static io.evolua.web.json.Provider.JSON;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how the service is in the form of MicroProfile Health (version 4.0, “REST interfaces specifications”), for servers
 * that have none.
 */
@SuppressWarnings("NullAway.Init") // injected
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProcessCheck process;

    @Inject
    private transient SchemaCheck schema;

    @Inject
    private transient ShutdownCheck shutdown;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, List<Check>> checks = Map.of(
                "", List.of(process, schema, shutdown),
                "/live", List.of(process),
                "/ready", List.of(schema, shutdown),
                "/started", List.of());
        String asked = Optional.ofNullable(request.getPathInfo()).orElse("");
        if (!checks.containsKey(asked)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        List<Finding> findings = checks.get(asked).stream().map(Check::call).toList();
        boolean up = findings.stream().allMatch(Finding::up);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.getOutputStream().write(json(up, findings).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(boolean up, List<Finding> findings) {
        JsonArrayBuilder checks = JSON.createArrayBuilder();
        findings.forEach(finding -> checks.add(json(finding)));
        return JSON.createObjectBuilder()
                .add("status", status(up))
                .add("checks", checks)
                .build();
    }

    private static JsonObject json(Finding finding) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder().add("name", finding.name()).add("status", status(finding.up()));
        if (!finding.data().isEmpty()) {
            JsonObjectBuilder data = JSON.createObjectBuilder();
            finding.data().forEach(data::add);
            json.add("data", data);
        }
        return json.build();
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
