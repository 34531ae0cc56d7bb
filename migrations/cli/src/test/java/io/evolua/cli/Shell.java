package io.evolua.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The program in a folder of its own, in this process. */
final class Shell {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Defaults defaults = Defaults.NONE;
    private Prompt prompt = Prompt.NOBODY;

    Shell(Path folder) {
        this.folder = folder;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell bringing(Path scripts) {
        defaults = new Defaults(() -> scripts);
        return this;
    }

    /** With somebody at the terminal, who says this and then nothing more. */
    Shell answering(String... answers) {
        Iterator<String> lines = List.of(answers).iterator();
        prompt = new Prompt() {
            @Override
            public boolean isSomebodyThere() {
                return true;
            }

            @Override
            public String answer() {
                return lines.hasNext() ? lines.next() : "";
            }
        };
        return this;
    }

    Path folder() {
        return folder;
    }

    Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (Console console = new Console(stream(out), stream(err), Style.PLAIN, prompt)) {
            code = new Cli(new Surroundings(environment, folder, defaults), console).execute(args);
        }
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, false, StandardCharsets.UTF_8);
    }

    /** How a run ended and what it printed. */
    record Ran(int code, String out, String err) {

        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(out))) {
                return reader.readObject();
            }
        }
    }
}
