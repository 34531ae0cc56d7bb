package io.evolua.web.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a browser from a client of the API by what it accepts (RFC 9110, 12.5.1): HTML is for who prefers it to JSON. Who
 * takes anything, or says nothing that can be understood, gets JSON.
 */
public final class HtmlWanted {

    private HtmlWanted() {}

    /**
     * Whether HTML is preferred.
     *
     * @param accept the header {@code Accept}
     */
    public static boolean by(@Nullable String accept) {
        return accept != null
                && accept.toLowerCase(Locale.ROOT).contains("html")
                && weight(accept, "text/html", "text/*") > weight(accept, "application/json", "application/*");
    }

    /** How much is a type wanted: by its own name if it is named, or by the nearest range. */
    private static double weight(String accept, String type, String range) {
        double best = 0;
        int nearest = 0;
        for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] fields = part.split(";", -1);
            String name = fields[0].strip();
            int near = name.equals(type) ? 3 : name.equals(range) ? 2 : name.equals("*/*") ? 1 : 0;
            if (near > nearest) {
                nearest = near;
                best = quality(fields);
            }
        }
        return best;
    }

    private static double quality(String[] fields) {
        for (int i = 1; i < fields.length; i++) {
            String field = fields[i].strip();
            if (field.startsWith("q=")) {
                try {
                    return Double.parseDouble(field.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
