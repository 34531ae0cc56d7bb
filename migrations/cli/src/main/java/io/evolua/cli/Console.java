package io.evolua.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to standard output, messages to standard error; UTF-8 whatever the locale. A reader that
 * goes away early ({@code | head}) is no error: a {@link PrintStream} remembers the failure and stays quiet.
 */
final class Console implements AutoCloseable {

    private static final int BUFFER = 1 << 15;

    private final PrintStream out;
    private final PrintStream err;
    private final Style style;
    private final Prompt prompt;

    Console(PrintStream out, PrintStream err, Style style, Prompt prompt) {
        this.out = out;
        this.err = err;
        this.style = style;
        this.prompt = prompt;
    }

    /** The process's own streams. Results are buffered, messages appear at once, in the order in which they are written. */
    static Console ofProcess() {
        return new Console(
                stream(new FileOutputStream(FileDescriptor.out)),
                stream(new FileOutputStream(FileDescriptor.err)),
                Style.ofProcess(),
                Prompt.ofProcess());
    }

    private static PrintStream stream(OutputStream target) {
        return new PrintStream(new BufferedOutputStream(target, BUFFER), false, StandardCharsets.UTF_8);
    }

    /** How results are decorated. */
    Style style() {
        return style;
    }

    /** Writes a line of the result. */
    void line(String line) {
        out.print(line);
        out.print('\n');
    }

    /** Writes text of the result that has its line ends already. */
    void print(String text) {
        out.print(text);
    }

    /** Tells the user something that is not the result. */
    void message(String message) {
        out.flush();
        err.print(message);
        err.print('\n');
        err.flush();
    }

    /** Whether somebody watches the messages appear. */
    boolean messagesAreSeen() {
        return prompt.seesMessages();
    }

    /** Writes the line at the foot of the terminal anew; an empty one is gone. */
    void status(String line) {
        out.flush();
        err.print("\r" + line + "\u001b[K");
        err.flush();
    }

    /** Whether somebody sits there. */
    boolean canAsk() {
        return prompt.isSomebodyThere();
    }

    /** Asks and waits for the line that is the answer. */
    String ask(String question) {
        out.flush();
        err.print(question);
        err.flush();
        return prompt.answer();
    }

    /** Writes an unexpected failure in full. */
    void trace(Throwable failure) {
        out.flush();
        failure.printStackTrace(err);
        err.flush();
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }
}
