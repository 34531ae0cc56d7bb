package io.evolua.web.problem;

import static io.evolua.web.json.Provider.JSON;

import jakarta.json.JsonObject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers for the servlet container when it refuses a request by itself ({@code /WEB-INF/…}): JSON, not its HTML page. */
@WebServlet("/.error")
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Whoever asks for this page by its address finds nothing.
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer error
                ? error
                : Response.Status.NOT_FOUND.getStatusCode();
        Response.Status status = Response.Status.fromStatusCode(code);
        String reason = status == null ? "Error" : status.getReasonPhrase();
        ProblemBody body = new ProblemBody(
                status == null ? Response.Status.INTERNAL_SERVER_ERROR : status, JSON.createValue(reason));
        boolean asked = Negotiation.wantsProblemDetails(request.getHeader(HttpHeaders.ACCEPT));
        JsonObject json = asked ? body.problemDetails() : body.plain();
        response.setStatus(code);
        response.setContentType(asked ? Negotiation.PROBLEM_JSON.toString() : MediaType.APPLICATION_JSON);
        response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
