package io.evolua.contract;

import io.evolua.contract.client.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Link} header of a list. */
final class Links {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private Links() {}

    /** Where the list goes on; empty at its end. */
    static String next(Answer answer) {
        Matcher next = NEXT.matcher(answer.required("Link"));
        return next.find() ? next.group(1) : "";
    }
}
