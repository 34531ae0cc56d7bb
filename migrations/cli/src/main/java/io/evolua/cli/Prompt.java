package io.evolua.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody who can be asked. */
interface Prompt {

    /** Nobody. */
    Prompt NOBODY = new Prompt() {
        @Override
        public boolean isSomebodyThere() {
            return false;
        }

        @Override
        public String answer() {
            return "";
        }
    };

    /** Whether there is any use in asking. */
    boolean isSomebodyThere();

    /** Whether standard error is a terminal. */
    default boolean seesMessages() {
        return isSomebodyThere();
    }

    /** The next line; empty at the end of the input. */
    String answer();

    /** Who sits at the process's terminal: questions go to standard error, answers come from standard input. */
    static Prompt ofProcess() {
        return new Prompt() {

            private final BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

            /** Java knows a console by its standard output, which may well be redirected: the shell knows better. */
            @Override
            public boolean isSomebodyThere() {
                return test("-t 0 -a -t 2");
            }

            @Override
            public boolean seesMessages() {
                return test("-t 2");
            }

            private boolean test(String question) {
                if (isNoDevice("/proc/self/fd/2")) {
                    return false;
                }
                try {
                    return new ProcessBuilder("sh", "-c", "test " + question)
                                    .inheritIO()
                                    .start()
                                    .waitFor()
                            == 0;
                } catch (IOException e) {
                    return false;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }

            /** What Linux says at once of a file, a pipe or a socket; elsewhere the shell is asked. */
            private boolean isNoDevice(String stream) {
                try {
                    return !Files.readSymbolicLink(Path.of(stream)).startsWith("/dev");
                } catch (IOException | UnsupportedOperationException e) {
                    return false;
                }
            }

            @Override
            public String answer() {
                try {
                    String line = input.readLine();
                    return line == null ? "" : line;
                } catch (IOException e) {
                    return "";
                }
            }
        };
    }
}
