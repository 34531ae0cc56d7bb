package io.evolua.cli;

import io.evolua.engine.StoppedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process says to its caller when it ends. */
enum ExitCode {
    DONE(0, "done"),
    DIFFERENT(1, "differences found, or a check failed"),
    USAGE(2, "wrong usage"),
    REFUSED(3, "refused or failed, with the reason"),
    STOPPED(StoppedException.EXIT_CODE, "stopped as asked, between two scripts");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** Every code with its meaning, for the help. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(code -> meanings.put(Integer.toString(code.code), code.meaning));
        return meanings;
    }
}
