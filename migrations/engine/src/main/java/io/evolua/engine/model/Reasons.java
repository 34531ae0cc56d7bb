package io.evolua.engine.model;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import org.eclipse.persistence.exceptions.IntegrityException;
import org.jspecify.annotations.Nullable;

/** Makes a sentence of EclipseLink's exceptions, whose messages carry codes, class names and nested stack traces. */
final class Reasons {

    private static final String DESCRIPTION = "Exception Description: ";

    private Reasons() {}

    /** The innermost reason that says something; several if EclipseLink collected several. */
    static String of(Throwable failure) {
        String best = "";
        for (@Nullable Throwable t = failure; t != null; t = next(t)) {
            String reason = t instanceof IntegrityException integrity
                    ? integrity.getIntegrityChecker().getCaughtExceptions().stream()
                            .map(Reasons::of)
                            .distinct()
                            .collect(joining(" "))
                    : own(t);
            best = reason.isBlank() ? best : reason;
        }
        return best.isBlank() ? failure.getClass().getSimpleName() : best;
    }

    private static @Nullable Throwable next(Throwable t) {
        Throwable cause = t.getCause();
        return cause == t ? null : cause;
    }

    private static String own(Throwable t) {
        if (t instanceof ClassNotFoundException || t instanceof NoClassDefFoundError) {
            return "the class " + String.valueOf(t.getMessage()).replace('/', '.') + " is not in the class path.";
        }
        String message = t.getMessage();
        if (message == null) {
            return "";
        }
        int start = message.indexOf(DESCRIPTION);
        String text = start < 0 ? message : message.substring(start + DESCRIPTION.length());
        int end = Stream.of(
                        "\nInternal Exception:",
                        "\r\nInternal Exception:",
                        "\nMapping:",
                        "\nDescriptor:",
                        "\nRuntime Exceptions:")
                .mapToInt(text::indexOf)
                .filter(i -> i >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end).strip().replaceAll("\\s+", " ");
    }
}
