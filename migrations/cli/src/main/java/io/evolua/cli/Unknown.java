package io.evolua.cli;

import java.util.List;

/** What is applied and has no script here. */
final class Unknown {

    private Unknown() {}

    static void print(List<String> scripts, Console console) {
        if (!scripts.isEmpty()) {
            console.message("Applied, and without a script here: " + String.join(", ", scripts));
        }
    }
}
