package io.evolua.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Options of the form {@code --name value}. */
public final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();

    Arguments(String... args) {
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("expected --name value, and got: " + args[i]);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }
}
