package io.evolua.web.ndjson;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Locale;

/** All of a list at once, however long, for who asks for it: {@code application/x-ndjson}, one object on each line. */
public final class Ndjson {

    /** As it is registered nowhere and known everywhere. */
    public static final MediaType TYPE = new MediaType("application", "x-ndjson");

    private Ndjson() {}

    /** Whether the client asks for it; the servlet's request still has the header. */
    public static boolean isWanted(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(TYPE.toString());
    }

    /** What is written line by line, while it is read. */
    @FunctionalInterface
    public interface Source {
        /** Hands over each entry in turn; whoever takes them may have enough of it and throw. */
        void writeTo(Lines lines);
    }

    /** The answer. */
    public static Response response(Source source) {
        StreamingOutput output = stream -> {
            try (Lines lines = new Lines(stream)) {
                lines.writeAll(source);
            }
        };
        return Response.ok(output, TYPE).build();
    }
}
