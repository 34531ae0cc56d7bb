package io.evolua.job;

import io.evolua.cli.Defaults;

/** {@code java -jar evolua-job.jar upgrade head}: the command line with the scripts that this jar brings along. */
public final class Main {

    private Main() {}

    public static void main(String... args) {
        System.exit(io.evolua.cli.Main.run(new Defaults(OwnScripts::folder), args));
    }
}
