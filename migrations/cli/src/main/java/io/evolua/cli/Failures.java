package io.evolua.cli;

import io.evolua.engine.EvoluaException;
import jakarta.json.Json;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a failure into one message and an exit code. With {@code --json} the result's place holds the failure too. */
final class Failures {

    private final Console console;
    private final List<String> args;

    Failures(Console console, List<String> args) {
        this.console = console;
        this.args = args;
    }

    /** The arguments were not understood. */
    int usage(ParameterException e) {
        StringBuilder message = new StringBuilder(RelativeArguments.unmark(String.valueOf(e.getMessage())));
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                message.append(" Did you mean ")
                        .append(String.join(" or ", suggestions))
                        .append('?');
            }
        }
        String command = e.getCommandLine().getCommandName();
        message.append(" See ").append(command).append(" --help.");
        return report(message.toString(), ExitCode.USAGE.code());
    }

    /** The engine said why not. */
    int expected(EvoluaException e) {
        int code = report(String.valueOf(e.getMessage()), e.exitCode());
        if (verbose()) {
            console.trace(e);
        }
        return code;
    }

    /** Nobody expected this: the user is told so, and gets the stack trace on request. */
    int unexpected(Throwable e) {
        String hint = verbose() ? "" : " Run it again with --verbose to see where, and report it with that output.";
        int code = report("This is a defect of the program: " + e + "." + hint, ExitCode.REFUSED.code());
        if (verbose()) {
            console.trace(e);
        }
        return code;
    }

    private int report(String message, int exitCode) {
        console.message("evolua: " + message);
        if (args.contains(Options.JSON)) {
            JsonOutput.print(
                    console,
                    Json.createObjectBuilder()
                            .add(
                                    "error",
                                    Json.createObjectBuilder()
                                            .add("message", message)
                                            .add("exitCode", exitCode))
                            .build());
        }
        return exitCode;
    }

    private boolean verbose() {
        return args.stream().anyMatch(Arrays.asList("-v", Options.VERBOSE)::contains);
    }
}
