package io.evolua.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The number by which a request is found in the logs of everybody it passed: the client's own ({@code X-Request-ID}), or
 * that of its trace ({@code traceparent}, W3C Trace Context), or a new one. What a client sends is taken only if it is
 * harmless in a log and in a header.
 */
public final class RequestId {

    static final String HEADER = "X-Request-ID";

    /** Where the number of a request is kept, as a property of Jakarta REST's request, too. */
    public static final String ATTRIBUTE = RequestId.class.getName();

    private static final String TRACE_PARENT = "traceparent";
    private static final int LONGEST = 64;
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;

    private RequestId() {}

    static String of(HttpServletRequest request) {
        return of(request.getHeader(HEADER), request.getHeader(TRACE_PARENT));
    }

    static String of(@Nullable String sent, @Nullable String traceParent) {
        if (sent != null && isSane(sent)) {
            return sent;
        }
        return traceId(traceParent).orElseGet(RequestId::fresh);
    }

    /** Numbers need to differ, not to be secret. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex(random.nextLong()) + hex(random.nextLong());
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(16 - digits.length()) + digits;
    }

    private static Optional<String> traceId(@Nullable String traceParent) {
        // 00-<32 hex digits>-<16 hex digits>-<2 hex digits>
        if (traceParent == null
                || traceParent.length() < 55
                || traceParent.charAt(TRACE_ID_BEGIN - 1) != '-'
                || traceParent.charAt(TRACE_ID_END) != '-') {
            return Optional.empty();
        }
        String id = traceParent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
        boolean hex = id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        boolean zero = id.chars().allMatch(c -> c == '0');
        return hex && !zero ? Optional.of(id) : Optional.empty();
    }

    private static boolean isSane(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
