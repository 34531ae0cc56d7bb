package io.evolua.benchmarks;

import io.evolua.benchmarks.service.Drivers;
import io.evolua.benchmarks.service.Rest;
import java.util.Arrays;

/** Starts a benchmark by its name. */
public final class Main {

    private Main() {}

    public static void main(String... args) throws Exception {
        String name = args.length == 0 ? "" : args[0];
        switch (name) {
            case "start-up" -> StartUp.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            case "revisions" -> Revisions.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            case "tenants" -> Tenants.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            case "drivers" -> Drivers.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            case "rest" -> Rest.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            case "evolve" -> Evolve.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            default -> {
                System.err.println(
                        "Say which benchmark: start-up, evolve, revisions, tenants, rest or drivers. benchmarks/README.md describes"
                                + " them and their options.");
                System.exit(2);
            }
        }
    }
}
