package io.evolua.web.problem;

import jakarta.ws.rs.core.Response;

/** Statuses that Jakarta REST 3.1 has no constant for. */
public enum Statuses implements Response.StatusType {
    /** RFC 9110, 15.5.21. */
    UNPROCESSABLE_CONTENT(422, "Unprocessable Content");

    private final int code;
    private final String reason;

    Statuses(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    @Override
    public int getStatusCode() {
        return code;
    }

    @Override
    public Response.Status.Family getFamily() {
        return Response.Status.Family.familyOf(code);
    }

    @Override
    public String getReasonPhrase() {
        return reason;
    }
}
